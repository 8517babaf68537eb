(function () {
  'use strict';
  if (!Plots.possible) {
    return;
  }
  var report = JSON.parse(document.getElementById('report').textContent);
  var css = Plots.css, fade = Plots.fade, percent = Plots.percent, axis = Plots.axis, shareAxis = Plots.shareAxis, draw = Plots.draw;

  // 95 % intervals and ordinary error, over the bars: [middle of the category, low, high].
  var whiskers = {
    id: 'whiskers',
    afterDatasetsDraw: function (chart, args, options) {
      var ctx = chart.ctx, y = chart.scales.y;
      ctx.save();
      ctx.strokeStyle = options.colour;
      chart.getDatasetMeta(0).data.forEach(function (bar, i) {
        var low = y.getPixelForValue(options.intervals[i][0]), high = y.getPixelForValue(options.intervals[i][1]);
        ctx.lineWidth = 1.5;
        ctx.beginPath();
        ctx.moveTo(bar.x, low); ctx.lineTo(bar.x, high);
        ctx.moveTo(bar.x - 6, low); ctx.lineTo(bar.x + 6, low);
        ctx.moveTo(bar.x - 6, high); ctx.lineTo(bar.x + 6, high);
        ctx.stroke();
        if (options.floors) {
          var floor = y.getPixelForValue(options.floors[i]), half = bar.width / 2 + 9;
          ctx.lineWidth = 2;
          ctx.setLineDash([4, 3]);
          ctx.beginPath();
          ctx.moveTo(bar.x - half, floor); ctx.lineTo(bar.x + half, floor);
          ctx.stroke();
          ctx.setLineDash([]);
        }
      });
      ctx.fillStyle = css('--text');
      ctx.font = '600 13px ' + Chart.defaults.font.family;
      ctx.textAlign = 'center';
      chart.getDatasetMeta(0).data.forEach(function (bar, i) {
        var top = Math.min(bar.y, y.getPixelForValue(options.intervals[i][1]));
        ctx.fillText(percent(chart.data.datasets[0].data[i]), bar.x, top - 8);
      });
      ctx.restore();
    }
  };

  function bars(id, key, floors) {
    var models = [report.undefended, report.paper, report.defended];
    var colours = [css('--bad'), css('--fair'), css('--defended')];
    draw(id, {
      type: 'bar',
      data: {
        labels: ['undefended', 'paper’s P2P', 'defended'],
        datasets: [{
          data: models.map(function (m) { return m[key]; }),
          backgroundColor: colours.map(function (c) { return fade(c, 0.8); }),
          hoverBackgroundColor: colours,
          borderRadius: 6, borderSkipped: 'bottom', maxBarThickness: 84, minBarLength: 2
        }]
      },
      plugins: [whiskers],
      options: {
        layout: {padding: {top: 22}},
        scales: {x: axis({grid: {display: false}}), y: shareAxis({min: 0, max: 1})},
        plugins: {
          legend: {display: false},
          whiskers: {
            colour: css('--mark'),
            intervals: models.map(function (m) { return m.intervals[key]; }),
            floors: floors ? models.map(function (m) { return m.floor; }) : null
          },
          tooltip: {
            displayColors: false,
            callbacks: {
              label: function (item) {
                var m = models[item.dataIndex], interval = m.intervals[key];
                var lines = [percent(m[key]) + ' (' + percent(interval[0]) + ' to ' + percent(interval[1]) + ')'];
                return floors ? lines.concat('ordinary error ' + percent(m.floor)) : lines;
              }
            }
          }
        }
      }
    });
  }

  function overTime() {
    var points = report.live.windows.map(function (w) { return {x: (w.from + w.to) / 2, window: w}; });
    function line(pick) {
      return points.map(function (p) { return {x: p.x, y: pick(p.window), window: p.window}; });
    }
    var good = css('--defended'), last = points.length ? report.live.windows[points.length - 1].to : 1;
    var top = points.reduce(function (m, p) { return Math.max(m, p.window.interval[1]); }, 0.1);
    function level(value, colour) {
      return {data: [{x: 0, y: value}, {x: last, y: value}], borderColor: colour, borderWidth: 2, borderDash: [4, 3], pointRadius: 0, pointHitRadius: 0};
    }
    draw('windows', {
      type: 'line',
      data: {
        datasets: [
          {data: line(function (w) { return w.interval[1]; }), borderWidth: 0, pointRadius: 0, pointHitRadius: 0, fill: '+1', backgroundColor: fade(good, 0.16)},
          {data: line(function (w) { return w.interval[0]; }), borderWidth: 0, pointRadius: 0, pointHitRadius: 0},
          {label: 'probes', data: line(function (w) { return w.asr; }), borderColor: good, backgroundColor: good, borderWidth: 2, pointRadius: 3, pointHoverRadius: 5, tension: 0.25},
          Object.assign({label: 'undefended'}, level(report.undefended.asr, css('--bad'))),
          Object.assign({label: 'ordinary error'}, level(report.defended.floor, css('--mark')))
        ]
      },
      options: {
        interaction: {mode: 'nearest', intersect: false},
        scales: {
          x: axis({type: 'linear', min: 0, max: last, grid: {display: false}, title: {display: true, text: 'seconds since the first request', color: css('--muted'), font: {size: 12}}}),
          y: shareAxis({min: 0, max: report.undefended.asr > 0.5 ? 1 : Math.min(1, top * 1.2)})
        },
        plugins: {
          legend: {
            position: 'bottom', align: 'start',
            labels: {color: css('--muted'), boxHeight: 2, boxWidth: 18, font: {size: 12}, filter: function (item) { return item.datasetIndex > 1; }}
          },
          tooltip: {
            displayColors: false,
            filter: function (item) { return item.datasetIndex === 2; },
            callbacks: {
              title: function (items) { return items.length ? items[0].raw.window.from + ' to ' + items[0].raw.window.to + ' s' : ''; },
              label: function (item) {
                var w = item.raw.window;
                return percent(w.asr) + ' of ' + w.n + ' probes (' + percent(w.interval[0]) + ' to ' + percent(w.interval[1]) + ')';
              }
            }
          }
        }
      }
    });
  }

  function latency() {
    var bins = report.latency.histogram, good = css('--defended');
    function short(value) { return value < 10 ? +value.toFixed(1) : Math.round(value); }
    draw('latency', {
      type: 'bar',
      data: {
        labels: bins.map(function (b, i) { return i === bins.length - 1 && i > 0 ? '> ' + short(b.from) : String(short(b.to)); }),
        datasets: [{
          data: bins.map(function (b) { return b.count; }),
          backgroundColor: bins.map(function (b) { return fade(good, b.from >= report.latency.p99 ? 0.35 : 0.8); }),
          hoverBackgroundColor: good, borderRadius: 3, categoryPercentage: 1, barPercentage: 0.9
        }]
      },
      options: {
        scales: {
          x: axis({grid: {display: false}, title: {display: true, text: 'milliseconds, up to', color: css('--muted'), font: {size: 12}}}),
          y: axis({beginAtZero: true})
        },
        plugins: {
          legend: {display: false},
          tooltip: {
            displayColors: false,
            callbacks: {
              title: function (items) { var b = bins[items[0].dataIndex]; return short(b.from) + ' to ' + short(b.to) + ' ms'; },
              label: function (item) { return item.raw + ' requests'; }
            }
          }
        }
      }
    });
  }

  Plots.show(function () {
    bars('asr', 'asr', true);
    bars('ca', 'ca', false);
    overTime();
    latency();
  });
})();
