// A demo of one's own: the program on a free port of 127.0.0.1, ended by its own handle when the journey is over.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const SECONDS_TO_START = 60;

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

export async function startDemo(program) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let log = '';
  let ended = null;
  const child = spawn(program, ['demo', '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  const over = new Promise((done) => {
    child.once('exit', (code, signal) => done((ended = `ended with ${code ?? signal}`)));
    child.once('error', (cause) => done((ended = `does not start: ${cause.message}`)));
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));

  const stop = async () => {
    if (ended) return;
    child.kill('SIGTERM');
    await Promise.race([over, pause(5000, undefined, { ref: false })]);
    if (!ended) {
      child.kill('SIGKILL');
      await over;
    }
  };

  const until = Date.now() + SECONDS_TO_START * 1000;
  while (!ended && Date.now() < until) {
    const answer = await fetch(base, { redirect: 'manual' }).catch(() => null);
    if (answer) return { base, stop, log: () => log };
    await Promise.race([over, pause(100)]);
  }
  await stop();
  throw new Error(`${program} demo --listen 127.0.0.1:${port}: ${ended ?? 'no answer'}\n${log.slice(-2000)}`);
}
