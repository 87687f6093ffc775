/* The itinerary's days: one at a time, today first; its way on the map, as GPX, own position. */
var jbTrip = (function () {
  var holder = document.getElementById('jb-journey');
  if (!holder) { return null; }
  var data = JSON.parse(holder.textContent);
  var articles = Array.prototype.slice.call(document.querySelectorAll('.trip article'));
  var bar = document.querySelector('nav.days');
  var note = document.querySelector('.today-note');
  var main = document.querySelector('main');
  var current = 0;
  var map = null;
  var drawn = null;

  function stored(key, value) {
    try {
      if (value === undefined) { return localStorage.getItem(key); }
      localStorage.setItem(key, value);
      return value;
    } catch (error) { return null; }
  }

  function today() {
    var parts = {};
    var form = {timeZone: data.zone, year: 'numeric', month: '2-digit', day: '2-digit'};
    try {
      new Intl.DateTimeFormat('en', form);
    } catch (error) {  // a zone that this browser does not know: the phone's own
      delete form.timeZone;
    }
    new Intl.DateTimeFormat('en', form).formatToParts(new Date()).forEach(function (part) { parts[part.type] = part.value; });
    return parts.year + '-' + parts.month + '-' + parts.day;
  }

  function show(number, quiet) {
    current = Math.max(0, Math.min(articles.length - 1, number));
    articles.forEach(function (article, place) {
      article.classList.toggle('current', place === current);
      article.parentNode.classList.remove('current');
    });
    articles[current].parentNode.classList.add('current');
    var day = data.days[current].d;
    var now = today();
    var words = data.words;
    note.textContent = day === now ? words.today : '';
    note.classList.toggle('is-today', day === now);
    bar.querySelector('[data-turn="-1"]').disabled = current === 0;
    bar.querySelector('[data-turn="1"]').disabled = current === articles.length - 1;
    document.querySelectorAll('.calendar a, .trip-days a').forEach(function (link) {
      if (link.hash === '#d-' + day) { link.setAttribute('aria-current', 'date'); } else { link.removeAttribute('aria-current'); }
    });
    drawDay();
    if (!quiet && !document.body.classList.contains('all-days')) { main.scrollIntoView(); }
  }

  function showToday(quiet) {
    var now = today();
    var days = data.days.map(function (day) { return day.d; });
    var at = days.findIndex(function (day) { return day >= now; });
    show(at < 0 ? days.length - 1 : at, quiet);
    if (days.indexOf(now) < 0) {
      note.textContent = at < 0 ? data.words.after : at === 0 ? data.words.before : data.words.next;
    }
  }

  function all(on) {
    var button = bar.querySelector('[data-all]');
    document.body.classList.toggle('all-days', on);
    button.setAttribute('aria-pressed', String(on));
  }

  function theme(dark) {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    bar.querySelector('[data-theme-switch]').setAttribute('aria-pressed', String(dark));
  }

  function lines(number) {
    return data.days[number].l.map(function (leg) { return data.legs[leg].map(function (line) { return jbDecode(line, data.digits); }); });
  }

  function drawDay() {
    if (!map) { return; }
    if (drawn) { drawn.remove(); }
    drawn = L.featureGroup();
    lines(current).forEach(function (leg) {
      leg.forEach(function (line) {
        L.polyline(line, {pane: 'ways', color: '#000', weight: 9, interactive: false}).addTo(drawn);
      });
    });
    lines(current).forEach(function (leg) {
      leg.forEach(function (line) {
        L.polyline(line, {pane: 'ways', color: '#ffd500', weight: 5, interactive: false, className: 'jb-day'}).addTo(drawn);
      });
    });
    drawn.addTo(map);
    var ids = data.days[current].p.map(function (place) { return data.places[place][0]; });
    map.getContainer().querySelectorAll('.jb-stop').forEach(function (stop) {
      stop.closest('.jb-icon').classList.toggle('other-day', ids.indexOf(stop.dataset.post) < 0);
    });
    var bounds = L.latLngBounds(data.days[current].p.map(function (place) { return data.places[place].slice(2); }));
    map.fitBounds(bounds.pad(0.05), {padding: [40, 40], maxZoom: 11, animate: false});
    jbDeclutter(map);
  }

  function xml(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/g, '\ufffd')
      .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  }

  function gpx(number) {
    var day = data.days[number];
    var title = data.team + ' ' + day.d;
    function point(tag, at, rest) {
      return '<' + tag + ' lat="' + at[0].toFixed(5) + '" lon="' + at[1].toFixed(5) + '"' + (rest ? '>' + rest + '</' + tag + '>' : '/>');
    }
    return '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<gpx version="1.1" creator="Jemput Bola" xmlns="http://www.topografix.com/GPX/1/1">\n' +
      '<metadata><name>' + xml(title) + '</name></metadata>\n' +
      day.p.map(function (place) {
        var p = data.places[place];
        return point('wpt', p.slice(2), '<name>' + xml(p[1]) + '</name>') + '\n';
      }).join('') +
      '<trk><name>' + xml(title) + '</name>\n' +
      lines(number).map(function (leg) {
        var points = [].concat.apply([], leg);
        return points.length ? '<trkseg>' + points.map(function (p) { return point('trkpt', p); }).join('') + '</trkseg>\n' : '';
      }).join('') + '</trk>\n</gpx>\n';
  }

  function save(name, type, text) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: type}));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function position(button) {
    var told = document.querySelector('.here-note');
    var spot = null;
    var watch = null;
    function stop() {
      navigator.geolocation.clearWatch(watch);
      if (spot) { spot.remove(); }
      spot = watch = null;
      button.setAttribute('aria-pressed', 'false');
    }
    function found(fix) {
      var at = [fix.coords.latitude, fix.coords.longitude];
      told.textContent = '';
      if (!spot) {
        spot = L.featureGroup([
          L.circle(at, {pane: 'posts', radius: fix.coords.accuracy, color: '#0a58ca', weight: 1, fillOpacity: 0.15, interactive: false}),
          L.circleMarker(at, {pane: 'posts', radius: 8, color: '#fff', weight: 3, fillColor: '#0a58ca', fillOpacity: 1, className: 'jb-here', interactive: false})
        ]).addTo(map);
        map.setView(at, Math.max(map.getZoom(), 10), {animate: false});
      }
      spot.eachLayer(function (layer) { layer.setLatLng(at); });
      spot.getLayers()[0].setRadius(fix.coords.accuracy);
    }
    function lost() { told.textContent = data.words.nowhere; stop(); }
    if (!navigator.geolocation) { told.textContent = data.words.nowhere; return; }
    button.addEventListener('click', function () {
      if (watch !== null) { stop(); return; }
      button.setAttribute('aria-pressed', 'true');
      watch = navigator.geolocation.watchPosition(found, lost, {enableHighAccuracy: true, maximumAge: 10000});
    });
  }

  /* Apps that take a leg over; any app that knows geo: has its link in the text already. */
  function apps() {
    document.querySelectorAll('.go').forEach(function (legs) {
      var to = legs.firstElementChild.getAttribute('href').slice(4).split('?')[0];
      data.apps.forEach(function (app) {
        var link = document.createElement('a');
        link.textContent = app[0];
        link.href = app[1].replace('{from}', legs.dataset.from).replace('{to}', to);
        legs.appendChild(document.createTextNode(' '));
        legs.appendChild(link);
      });
    });
  }

  function swipes() {
    var start = null;
    main.addEventListener('touchstart', function (event) {
      var touch = event.touches[0];
      start = event.touches.length === 1 && !event.target.closest('.map-frame, .scroll, input, textarea') ? [touch.clientX, touch.clientY] : null;
    }, {passive: true});
    main.addEventListener('touchend', function (event) {
      var touch = event.changedTouches[0];
      if (!start) { return; }
      var across = touch.clientX - start[0];
      var down = touch.clientY - start[1];
      start = null;
      if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) { show(current + (across < 0 ? 1 : -1)); }
    }, {passive: true});
  }

  function buttons() {
    bar.addEventListener('click', function (event) {
      var button = event.target.closest('button');
      if (!button) { return; }
      if (button.dataset.turn) {
        all(false);
        if (button.dataset.turn === '0') { showToday(); } else { show(current + Number(button.dataset.turn)); }
      } else if ('all' in button.dataset) {
        all(!document.body.classList.contains('all-days'));
      } else if ('themeSwitch' in button.dataset) {
        var dark = document.documentElement.dataset.theme !== 'dark';
        theme(dark);
        stored('jemputbola/theme', dark ? 'dark' : 'light');
      }
    });
    document.addEventListener('keydown', function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('input, textarea, select, .folium-map')) { return; }
      if (event.key === 'ArrowLeft') { show(current - 1); }
      if (event.key === 'ArrowRight') { show(current + 1); }
    });
    main.addEventListener('click', function (event) {
      var link = event.target.closest('.calendar a, .trip-days a');
      if (!link) { return; }
      event.preventDefault();
      all(false);
      show(articles.findIndex(function (article) { return '#' + article.id === link.hash; }));
    });
    document.querySelector('[data-gpx]').addEventListener('click', function () {
      save(data.file.replace(/^progress/, 'day').replace(/csv$/, '') + data.days[current].d + '.gpx', 'application/gpx+xml', gpx(current));
    });
    position(document.querySelector('[data-here]'));
  }

  var asked = articles.findIndex(function (article) { return '#' + article.id === location.hash; });
  var wanted = stored('jemputbola/theme');
  document.body.classList.add('by-day');
  document.querySelectorAll('nav.days, .map-tools').forEach(function (tools) { tools.hidden = false; });
  theme(wanted ? wanted === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  apps();
  buttons();
  swipes();
  if (asked < 0) { showToday(true); } else { show(asked, true); }
  addEventListener('beforeprint', function () { document.querySelector('.key').open = true; });
  var opened = today();
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden && today() !== opened) { opened = today(); showToday(true); }
  });

  return {
    data: data,
    save: save,
    stored: stored,
    today: today,
    onMap: function (made) { map = made; drawDay(); }
  };
})();
