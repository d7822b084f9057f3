// What ical.js finds in calendar files: `ical_js.mjs FOLDER-OF-PACKAGES FILES.json FROM TO`. Prints, for each file, seconds
// since 1970 at start and end of each event in the window, and whether it takes place.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, files, from, to] = process.argv.slice(2);
const found = createRequire(join(packages, "package.json")).resolve("ical.js");
const { default: ICAL } = await import(pathToFileURL(found));

const takesPlace = (event) => event.component.getFirstPropertyValue("status") === "CONFIRMED";

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const components = calendar.getAllSubcomponents("vevent");
  const instead = components.filter((it) => it.hasProperty("recurrence-id"));
  const held = [];
  for (const component of components.filter((it) => !it.hasProperty("recurrence-id"))) {
    const uid = component.getFirstPropertyValue("uid");
    const exceptions = instead.filter((it) => it.getFirstPropertyValue("uid") === uid);
    const event = new ICAL.Event(component, { exceptions });
    if (!event.isRecurring()) {
      held.push([event.startDate.toUnixTime(), event.endDate.toUnixTime(), takesPlace(event)]);
      continue;
    }
    // What moved may lie before or after where it was, so a few more are read.
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.toUnixTime() < Number(to) + 40 * 86400; next = iterator.next()) {
      const one = event.getOccurrenceDetails(next);
      held.push([one.startDate.toUnixTime(), one.endDate.toUnixTime(), takesPlace(one.item)]);
    }
  }
  return held.filter(([start]) => Number(from) <= start && start < Number(to));
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(files, "utf8")).map(read)));
