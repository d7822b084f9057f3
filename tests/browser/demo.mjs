// A demo of one's own: the program on a free port of 127.0.0.1, ended by its own handle when the journey is over. One that goes
// through weeks has a clock that is moved on from here.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const SECONDS_TO_START = 60;
// Wednesday noon in Athens: what a journey finds does not hang on the hour at which it is walked, such as whose quiet hours it is.
const START = '2026-11-25T10:00:00Z';

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

// `weeks`: the program is the one of weeks.rs.
export async function startDemo(program, weeks = false) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let log = '';
  let ended = null;
  const listen = `127.0.0.1:${port}`;
  const child = spawn(program, weeks ? [listen, START] : ['demo', '--listen', listen], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PAREA__CLOCK__START: START },
  });
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

  // Moves the clock on, and says what it shows then.
  const pass = (unit, number) =>
    new Promise((told) => {
      child.stdout.once('data', (text) => told(new Date(String(text).trim())));
      child.stdin.write(`${unit} ${number}\n`);
    });

  const until = Date.now() + SECONDS_TO_START * 1000;
  while (!ended && Date.now() < until) {
    const answer = await fetch(base, { redirect: 'manual' }).catch(() => null);
    if (answer) {
      // What its clock shows, unless it is moved on: a moment less, as it runs since before it answered.
      const answered = Date.now();
      const now = () => new Date(Date.parse(START) + Date.now() - answered);
      return { base, stop, now, pass, log: () => log };
    }
    await Promise.race([over, pause(100)]);
  }
  await stop();
  throw new Error(`${program}: ${ended ?? 'no answer'}\n${log.slice(-2000)}`);
}
