const fs = require('node:fs');
const path = require('node:path');

function readConfig(name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(__dirname, name), 'utf8'));
  } catch (cause) {
    throw new Error(`config ${name} cannot be used`, { cause });
  }
}

console.log('building bundle (errors are fatal)');
readConfig('build.config.json');
