(function () {
  'use strict';
  if (!Plots.possible) {
    return;
  }
  var report = JSON.parse(document.getElementById('report').textContent);
  var css = Plots.css, fade = Plots.fade, percent = Plots.percent;
  var INKS = ['--other', '--bad', '--good', '--fair', '#8a5cd6', '#1f9bb3', '#c2559d', '#8a7a5c'];
  var DASHES = [[], [6, 4], [2, 3]];

  function ink(i) {
    var name = INKS[i % INKS.length];
    return name.charAt(0) === '#' ? name : css(name);
  }

  function title(text) {
    return {display: true, text: text, color: css('--muted'), font: {size: 12}};
  }

  function legend(filter) {
    return {position: 'bottom', align: 'start', labels: {color: css('--muted'), boxHeight: 2, boxWidth: 22, font: {size: 12}, filter: filter}};
  }

  // The spreads of one attack and one series, in the order of the sweep.
  function lines(part) {
    var groups = {}, order = [];
    part.spreads.forEach(function (spread) {
      var at = spread.defence.indexOf(', ');
      var series = at < 0 ? spread.defence : spread.defence.slice(0, at);
      var key = spread.attack + ' against ' + series;
      if (!groups[key]) {
        groups[key] = [];
        order.push(key);
      }
      groups[key].push({x: spread.ca.mean, y: spread.asr.mean, floor: spread.floor.mean, level: at < 0 ? '' : spread.defence.slice(at + 2)});
    });
    return order.map(function (key) { return {label: key, points: groups[key]}; });
  }

  // Names beside the points, and the ordinary error of each as a short dash.
  var levels = {
    id: 'levels',
    afterDatasetsDraw: function (chart) {
      var ctx = chart.ctx, y = chart.scales.y;
      ctx.save();
      ctx.font = '12px ' + Chart.defaults.font.family;
      var taken = [];
      chart.data.datasets.forEach(function (set, i) {
        chart.getDatasetMeta(i).data.forEach(function (point, j) {
          var raw = set.data[j], floor = y.getPixelForValue(raw.floor);
          ctx.strokeStyle = fade(set.borderColor, 0.55);
          ctx.lineWidth = 2;
          ctx.beginPath();
          ctx.moveTo(point.x - 6, floor); ctx.lineTo(point.x + 6, floor);
          ctx.stroke();
          var clear = taken.every(function (other) { return Math.abs(other.x - point.x) > 90 || Math.abs(other.y - point.y) > 13; });
          if (raw.level && clear) {
            ctx.fillStyle = css('--muted');
            ctx.fillText(raw.level, point.x + 9, point.y - 6);
            taken.push({x: point.x, y: point.y});
          }
        });
      });
      ctx.restore();
    }
  };

  function tradeoff(canvas, part) {
    var all = lines(part);
    var xs = part.spreads.map(function (spread) { return spread.ca.mean; });
    var low = Math.min.apply(null, xs), high = Math.max.apply(null, xs), pad = Math.max(0.01, (high - low) * 0.12);
    Plots.drawOn(canvas, {
      type: 'line',
      data: {
        datasets: all.map(function (line, i) {
          var colour = ink(i);
          return {
            label: line.label, data: line.points, borderColor: colour, backgroundColor: colour,
            showLine: part.name === 'rho-sweep', borderWidth: 1.5, borderDash: DASHES[Math.floor(i / INKS.length) % DASHES.length], pointRadius: 4, pointHoverRadius: 6
          };
        })
      },
      plugins: [levels],
      options: {
        interaction: {mode: 'nearest', intersect: true},
        scales: {
          x: Object.assign(Plots.shareAxis({type: 'linear', min: Math.max(0, low - pad), max: Math.min(1, high + pad)}), {title: title('clean accuracy')}),
          y: Object.assign(Plots.shareAxis({min: 0, max: 1}), {title: title('attack success')})
        },
        plugins: {
          legend: legend(),
          tooltip: {
            displayColors: false,
            callbacks: {
              title: function (items) { return items[0].dataset.label; },
              label: function (item) {
                var raw = item.raw;
                return [raw.level, 'clean accuracy ' + percent(raw.x), 'attack success ' + percent(raw.y), 'ordinary error ' + percent(raw.floor)].filter(Boolean);
              }
            }
          }
        }
      }
    });
  }

  // What serve asks, before the sentinel's signals.
  function served(curve) {
    return curve.model === 'guarded model against undefended' && curve.detector === 'ablation odds';
  }

  function roc(canvas, part) {
    var sets = [], attacks = [], signals = [];
    part.cells.forEach(function (cell) {
      var curves = cell.curves.filter(served).concat(cell.curves.filter(function (curve) { return curve.model === 'sentinel'; }));
      curves.forEach(function (curve) {
        var setting = cell.setting;
        var signal = served(curve) ? 'what serve asks' : 'sentinel, ' + curve.detector;
        if (attacks.indexOf(setting.attack) < 0) {
          attacks.push(setting.attack);
        }
        if (signals.indexOf(signal) < 0) {
          signals.push(signal);
        }
        var colour = ink(signals.indexOf(signal));
        sets.push({
          label: setting.attack + ': ' + signal, seed: setting.seed,
          data: curve.points.map(function (point) { return {x: point[0], y: point[1]}; }),
          borderColor: colour, backgroundColor: colour, borderWidth: served(curve) ? 4 : 2,
          borderDash: DASHES[attacks.indexOf(setting.attack) % DASHES.length], pointRadius: 0, pointHitRadius: 6
        });
      });
    });
    sets.push({label: 'chance', data: [{x: 0, y: 0}, {x: 1, y: 1}], borderColor: css('--line'), borderWidth: 2, pointRadius: 0, pointHitRadius: 0});
    var seen = {};
    Plots.drawOn(canvas, {
      type: 'line',
      data: {datasets: sets},
      options: {
        interaction: {mode: 'nearest', intersect: false},
        scales: {
          x: Object.assign(Plots.shareAxis({type: 'linear', min: 0, max: 1}), {title: title('false alarms')}),
          y: Object.assign(Plots.shareAxis({min: 0, max: 1}), {title: title('triggered texts found')})
        },
        plugins: {
          legend: legend(function (item) {
            var first = seen[item.text] === undefined || seen[item.text] === item.datasetIndex;
            seen[item.text] = first ? item.datasetIndex : seen[item.text];
            return first;
          }),
          tooltip: {
            displayColors: false,
            callbacks: {
              title: function (items) { return items.length ? items[0].dataset.label : ''; },
              label: function (item) { return percent(item.raw.y) + ' found at ' + percent(item.raw.x) + ' false alarms'; }
            }
          }
        }
      }
    });
  }

  Plots.show(function () {
    document.querySelectorAll('canvas[data-plot]').forEach(function (canvas) {
      var part = report.experiments[Number(canvas.dataset.experiment)];
      (canvas.dataset.plot === 'roc' ? roc : tradeoff)(canvas, part);
    });
  });
})();
