// What the plots of every page share. show(all) draws, and draws again when the colours of the page change.
var Plots = (function () {
  'use strict';
  var possible = typeof Chart !== 'undefined';
  if (!possible) {
    document.body.classList.add('no-plots');
  }
  var charts = [];

  function css(name) {
    return getComputedStyle(document.body).getPropertyValue(name).trim();
  }

  function fade(colour, alpha) {
    var n = parseInt(colour.slice(1), 16);
    return 'rgba(' + (n >> 16) + ',' + ((n >> 8) & 255) + ',' + (n & 255) + ',' + alpha + ')';
  }

  function percent(share) {
    return (100 * share).toFixed(1) + ' %';
  }

  function axis(extra) {
    return Object.assign({
      border: {display: false},
      grid: {color: css('--line'), drawTicks: false},
      ticks: {color: css('--muted'), padding: 8, font: {size: 12}}
    }, extra);
  }

  function shareAxis(limits) {
    var result = axis(limits);
    result.ticks = Object.assign({}, result.ticks, {
      maxTicksLimit: 6,
      callback: function (value) { return (100 * value).toFixed(this.max - this.min < 0.06 ? 1 : 0) + ' %'; }
    });
    return result;
  }

  function draw(id, config) {
    drawOn(document.getElementById(id), config);
  }

  function drawOn(canvas, config) {
    config.options = Object.assign({responsive: true, maintainAspectRatio: false, animation: false}, config.options);
    charts.push(new Chart(canvas, config));
  }

  function show(all) {
    function again() {
      charts.splice(0).forEach(function (chart) { chart.destroy(); });
      Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
      all();
    }
    again();
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  }

  return {possible: possible, css: css, fade: fade, percent: percent, axis: axis, shareAxis: shareAxis, draw: draw, drawOn: drawOn, show: show};
})();
