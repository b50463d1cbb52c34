const modules = [];
for (let i = 0; ; i += 1) {
  modules.push({ id: i, source: String(i).repeat(2000).split('') });
  if (i % 100 === 0) console.log(`bundled ${i} modules, 0 errors`);
}
