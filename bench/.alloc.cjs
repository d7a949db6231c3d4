const { Session } = require('node:inspector'); const fs = require('node:fs');
if (process.argv[1].includes('/' + process.env.ALLOC + '/')) {
  const s = new Session(); s.connect();
  setTimeout(() => s.post('HeapProfiler.startSampling', { samplingInterval: 16384, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }), 6000).unref();
  setTimeout(() => s.post('HeapProfiler.stopSampling', (e, r) => { fs.writeFileSync('/tmp/alloc.json', JSON.stringify(r.profile)); }), 14000).unref();
}
