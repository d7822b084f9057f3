//! The demo by a clock that is moved on from outside, so that a journey can go through weeks: it begins at the time that is handed in,
//! each line of the input, `days 7` or `minutes 1`, moves it, and is answered by the time that it shows then.

use std::io::BufRead as _;
use std::process::ExitCode;

use chrono::TimeDelta;
use parea::domain::time::Instant;
use parea::world::Clock;

fn main() -> ExitCode {
    let (listen, start) = (std::env::args().nth(1), std::env::args().nth(2));
    let (listen, start) =
        (listen.and_then(|it| it.parse().ok()), start.and_then(|it| Instant::parse_rfc3339(&it)));
    let (Some(listen), Some(start)) = (listen, start) else {
        eprintln!("weeks 127.0.0.1:PORT 2026-11-25T10:00:00Z");
        return ExitCode::from(2);
    };
    let clock = Clock::starting_at(start);
    let hand = clock.clone();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match moved(&line) {
                Some(by) => {
                    hand.advance(by);
                    println!("{}", hand.now().utc().to_rfc3339());
                }
                None => eprintln!("not a time to move on by: {line}"),
            }
        }
    });
    parea::cli::demo_by(clock, listen)
}

fn moved(line: &str) -> Option<TimeDelta> {
    let (unit, number) = line.split_once(' ')?;
    let number = number.parse().ok()?;
    match unit {
        "days" => TimeDelta::try_days(number),
        "minutes" => TimeDelta::try_minutes(number),
        _ => None,
    }
}
