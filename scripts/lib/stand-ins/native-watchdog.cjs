// Stands in for `native-watchdog`, whose native part would need a compiler: ends this process when the one
// that started it is gone.
'use strict';

const intervalMilliseconds = 2000;

exports.start = function start(pid) {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(0);
    }
  }, intervalMilliseconds);
  timer.unref();
};

exports.exit = function exit(code) {
  process.exit(code ?? 0);
};
