// For scripts that people run: a failure is said in its own words, without the stack of the script.
process.on('uncaughtException', (error) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
