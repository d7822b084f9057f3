// The ways in which a journey is walked: the width of the window, the colours, and whether scripts run. Not the whole
// product: each value meets each other value at least once.

export const WAYS = {
  'phone, light': { width: 360, scheme: 'light', script: true },
  'phone, dark, no script': { width: 360, scheme: 'dark', script: false },
  'desk, light, no script': { width: 1280, scheme: 'light', script: false },
  'desk, dark': { width: 1280, scheme: 'dark', script: true },
};
