setInterval(() => { const m = process.memoryUsage(); console.error('MEM', ...Object.entries(m).map(([k, v]) => k + '=' + (v / 1048576).toFixed(0))); }, 1000).unref();
