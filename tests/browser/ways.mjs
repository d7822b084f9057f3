// The ways in which a journey is walked: the width of the window, the colours, whether scripts run, and the language. Not the whole
// product: each value meets each other value at least once.

export const WAYS = {
  'phone, light': { width: 360, scheme: 'light', script: true, locale: 'en-GB' },
  'phone, dark, no script, Greek': { width: 360, scheme: 'dark', script: false, locale: 'el-GR' },
  'desk, light, no script': { width: 1280, scheme: 'light', script: false, locale: 'en-GB' },
  'desk, dark, Greek': { width: 1280, scheme: 'dark', script: true, locale: 'el-GR' },
};

// Besides, the narrowest telephones, for journeys that ask for them.
export const NARROW = {
  'narrow, light, no script, Greek': { width: 320, scheme: 'light', script: false, locale: 'el-GR' },
  'narrow, light, no script': { width: 320, scheme: 'light', script: false, locale: 'en-GB' },
  'narrow, dark': { width: 320, scheme: 'dark', script: true, locale: 'en-GB' },
  'narrow, dark, Greek': { width: 320, scheme: 'dark', script: true, locale: 'el-GR' },
};
