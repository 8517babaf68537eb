(function () {
  'use strict';
  if (!Plots.possible) {
    return;
  }
  var report = JSON.parse(document.getElementById('report').textContent);
  var css = Plots.css, fade = Plots.fade, percent = Plots.percent, axis = Plots.axis, shareAxis = Plots.shareAxis, draw = Plots.draw;
  var kinds = [{name: 'backdoored', colour: '--bad'}, {name: 'retrained', colour: '--good'}];

  // Lines where something was announced, numbered as in the table.
  var marks = {
    id: 'marks',
    beforeDatasetsDraw: function (chart) {
      var ctx = chart.ctx, x = chart.scales.x, area = chart.chartArea;
      ctx.save();
      ctx.strokeStyle = css('--muted');
      ctx.fillStyle = css('--muted');
      ctx.font = '11px ' + Chart.defaults.font.family;
      ctx.textAlign = 'center';
      ctx.setLineDash([3, 3]);
      var last = -100;
      report.marks.forEach(function (mark, i) {
        var at = x.getPixelForValue(Math.max(mark.at, x.min));
        ctx.beginPath();
        ctx.moveTo(at, area.top);
        ctx.lineTo(at, area.bottom);
        ctx.stroke();
        if (at - last < 14) {
          at = last + 14;
        }
        ctx.fillText(String(i + 1), at, area.top - 6);
        last = at;
      });
      ctx.restore();
    }
  };

  // 95 % intervals behind the dots.
  var whiskers = {
    id: 'whiskers',
    beforeDatasetDraw: function (chart, args) {
      var ctx = chart.ctx, y = chart.scales.y;
      ctx.save();
      ctx.strokeStyle = fade(css(kinds[args.index].colour), 0.4);
      ctx.lineWidth = 1.5;
      args.meta.data.forEach(function (dot, i) {
        var asr = chart.data.datasets[args.index].data[i].window.asr;
        ctx.beginPath();
        ctx.moveTo(dot.x, y.getPixelForValue(asr.low));
        ctx.lineTo(dot.x, y.getPixelForValue(asr.high));
        ctx.stroke();
      });
      ctx.restore();
    }
  };

  function overTime() {
    var last = report.windows.reduce(function (m, w) { return Math.max(m, w.to); }, 1);
    report.marks.forEach(function (mark) { last = Math.max(last, mark.at); });
    draw('windows', {
      type: 'scatter',
      data: {
        datasets: kinds.map(function (kind) {
          return {
            label: kind.name,
            data: report.windows.filter(function (w) { return w.bundle === kind.name; }).map(function (w) {
              return {x: (w.from + w.to) / 2, y: w.asr.value, window: w};
            }),
            borderColor: css(kind.colour), backgroundColor: css(kind.colour), pointRadius: 4, pointHoverRadius: 6, clip: 8
          };
        })
      },
      plugins: [marks, whiskers],
      options: {
        layout: {padding: {top: 18, right: 12}},
        interaction: {mode: 'nearest', intersect: false},
        scales: {
          x: axis({type: 'linear', min: 0, max: Math.ceil(last), grid: {display: false}, title: {display: true, text: 'seconds since the first request', color: css('--muted'), font: {size: 12}}}),
          y: shareAxis({min: 0, max: 1})
        },
        plugins: {
          legend: {position: 'bottom', align: 'start', labels: {color: css('--muted'), usePointStyle: true, boxHeight: 6, font: {size: 12}}},
          tooltip: {
            displayColors: false,
            callbacks: {
              title: function (items) { return items.length ? items[0].dataset.label + ', ' + Math.round(items[0].raw.window.from) + ' to ' + Math.round(items[0].raw.window.to) + ' s' : ''; },
              label: function (item) {
                var asr = item.raw.window.asr;
                return percent(asr.value) + ' of ' + asr.n + ' probes (' + percent(asr.low) + ' to ' + percent(asr.high) + ')';
              }
            }
          }
        }
      }
    });
  }

  Plots.show(overTime);
})();
