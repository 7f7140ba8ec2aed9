// Stands in for `@vscode/spdlog`, whose native part would need a compiler: the editor's logs, and the output
// channels that extensions log to, are written with plain file appends.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #plain = false;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  #write(level, message) {
    if (level < this.#level) return;
    const line = this.#plain ? message : `${timestamp()} [${levels[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.#file, line);
    } catch {
      // The folder was removed: the window is closing.
    }
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    // One pattern is enough.
  }
  clearFormatters() {
    this.#plain = true;
  }
  flush() {
    // Every line is written at once.
  }
  drop() {
    // Nothing is held open.
  }
}

function timestamp() {
  return new Date().toISOString().replace('T', ' ').replace('Z', '');
}

async function createLogger(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setLevel = function setLevel() {};
exports.setFlushOn = function setFlushOn() {};
