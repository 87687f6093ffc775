/* The overview's slider (where everyone is on a date) and its search. */
var jbOverview = (function () {
  var holder = document.getElementById('jb-overview');
  if (!holder) { return null; }
  var data = JSON.parse(holder.textContent);
  var days = data.days;
  var words = days.words;
  var count = days.dates.length;
  var form = new Intl.NumberFormat(document.documentElement.lang);
  var bar = document.querySelector('.day-bar');
  var range = bar.querySelector('input');
  var told = bar.querySelector('.day-told');
  var sums = bar.querySelector('.day-sums');
  var list = document.querySelector('.where-pairs');
  var whole = bar.querySelector('[data-whole]');
  var player = bar.querySelector('[data-play]');
  var map = null;
  var drawn = null;
  var current = -1;
  var timer = null;

  function say(key, values) {
    return words[key].replace(/%\((\w+)\)s/g, function (_, name) { return values[name]; });
  }

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) { element.className = name; }
    if (text) { element.textContent = text; }
    return element;
  }

  /* What a pair does on a date: kind, place, residents, text. */
  function state(pair, number) {
    var day = pair.days[number];
    if (!day) {
      return {kind: 'h', place: 0, residents: 0, text: words[days.rest.indexOf(number) < 0 ? 'home' : 'rest'], legs: []};
    }
    var posts = day[1].map(function (place) { return days.places[place][0]; });
    var parts = [day[0] === 'r' ? say('records', {places: posts.join(', ')}) : words[day[0] === 't' ? 'way' : 'idle']];
    if (day[2]) { parts.push(say(day[2] === 1 ? 'resident' : 'residents', {count: form.format(day[2])})); }
    if (day[3] !== 0 && !(day[0] === 'r' && day[1].length === 1 && day[1][0] === day[3])) {
      parts.push(say('night', {place: days.places[day[3]][0]}));
    }
    return {kind: day[0], place: day[1].length ? day[1][0] : day[3], residents: day[2], text: parts.join(' · '), legs: day[4]};
  }

  function chip(pair, kind) {
    var mark = make('span', 'pair-chip is-' + kind, pair.id);
    mark.style.setProperty('--pair', pair.line);
    return mark;
  }

  function seen() {
    var only = map ? map.getContainer().dataset.only : '';
    return days.pairs.filter(function (pair) { return !only || pair.css === only; });
  }

  function draw() {
    if (!map) { return; }
    if (drawn) { drawn.remove(); drawn = null; }
    map.getContainer().classList.toggle('with-day', current >= 0);
    if (current >= 0) {
      drawn = L.featureGroup();
      var at = {};
      seen().forEach(function (pair) {
        var now = state(pair, current);
        [['#fff', 8], [pair.line, 4.5]].forEach(function (look) {
          now.legs.forEach(function (leg) {
            days.legs[leg].forEach(function (line) {
              L.polyline(jbDecode(line, days.digits), {pane: 'day', color: look[0], weight: look[1], interactive: false, className: 'jb-day'}).addTo(drawn);
            });
          });
        });
        (at[now.place] = at[now.place] || []).push([pair, now.kind]);
      });
      Object.keys(at).forEach(function (place) {
        var spot = days.places[place];
        var box = make('div', place === '0' ? 'jb-here-pairs at-base' : 'jb-here-pairs');
        box.setAttribute('role', 'img');
        box.setAttribute('aria-label', spot[0] + ': ' + at[place].map(function (one) { return one[0].id; }).join(', '));
        at[place].forEach(function (one) { box.appendChild(chip(one[0], one[1])); });
        L.marker([spot[1], spot[2]], {
          pane: 'pairs', keyboard: false, interactive: false, icon: L.divIcon({html: box, className: 'jb-icon', iconSize: null})
        }).addTo(drawn);
      });
      drawn.addTo(map);
    }
    jbDeclutter(map);
  }

  function tell() {
    whole.setAttribute('aria-pressed', String(current < 0));
    list.textContent = '';
    list.hidden = current < 0;
    document.body.classList.toggle('with-day', current >= 0);
    if (current < 0) {
      told.textContent = words.whole;
      sums.textContent = '';
      range.setAttribute('aria-valuetext', words.whole);
      return;
    }
    range.value = current;
    range.setAttribute('aria-valuetext', days.dates[current]);
    document.body.style.setProperty('--day', 100 * (current + 0.5) / count + '%');
    var working = 0;
    var residents = 0;
    days.pairs.forEach(function (pair) {
      var now = state(pair, current);
      var item = make('li', 'is-' + now.kind);
      item.appendChild(chip(pair, now.kind));
      item.appendChild(make('span', '', now.text));
      list.appendChild(item);
      working += now.kind === 'r' ? 1 : 0;
      residents += now.residents;
    });
    told.textContent = days.dates[current];
    var sofar = form.format(days.sofar[current]);
    sums.textContent = say(working ? 'day' : 'none', {
      pairs: form.format(working), count: form.format(residents), sofar: sofar, all: form.format(days.all)
    });
  }

  function show(number) {
    current = Math.max(-1, Math.min(count - 1, number));
    tell();
    draw();
  }

  function halt() {
    clearInterval(timer);
    timer = null;
    player.textContent = words.play;
  }

  function today() {
    var parts = {};
    var form = {timeZone: days.zone, year: 'numeric', month: '2-digit', day: '2-digit'};
    try {
      new Intl.DateTimeFormat('en', form);
    } catch (error) {  // a zone that this browser does not know: the phone's own
      delete form.timeZone;
    }
    new Intl.DateTimeFormat('en', form).formatToParts(new Date()).forEach(function (part) { parts[part.type] = part.value; });
    return Math.round((Date.parse(parts.year + '-' + parts.month + '-' + parts.day) - Date.parse(days.iso)) / 864e5);
  }

  function slider() {
    var now = today();
    var nowButton = bar.querySelector('[data-now]');
    nowButton.hidden = now < 0 || now >= count;
    bar.hidden = false;
    range.addEventListener('input', function () { halt(); show(Number(range.value)); });
    bar.addEventListener('click', function (event) {
      var button = event.target.closest('button');
      if (!button) { return; }
      if (button === player && !timer) {
        player.textContent = words.stop;
        if (current >= count - 1) { current = -1; }
        show(current + 1);
        timer = setInterval(function () {
          if (current >= count - 1) { halt(); } else { show(current + 1); }
        }, 700);
        return;
      }
      halt();
      if (button.dataset.step) { show(Math.max(0, current + Number(button.dataset.step))); }
      if (button === whole) { show(-1); }
      if (button === nowButton) { show(now); }
    });
    document.querySelectorAll('.board td svg, .curve svg').forEach(function (picture) {
      picture.addEventListener('click', function (event) {
        var box = picture.getBoundingClientRect();
        halt();
        show(Math.floor((event.clientX - box.left) / box.width * count));
      });
    });
    tell();
  }

  function fold(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }

  function search() {
    var box = document.querySelector('.search');
    var field = box.querySelector('input');
    var found = box.querySelector('ul');
    var note = box.querySelector('[role=status]');
    var names = data.places.map(function (place) { return fold(place[0]); });

    function pick(place) {
      found.textContent = '';
      field.value = place[0];
      note.textContent = [place[0] + ' (' + place[1] + ')'].concat(place[4]).join(' · ');
      if (!map) { return; }
      var content = make('div', 'jb-popup');
      content.appendChild(make('h3', '', place[0]));
      content.appendChild(make('p', 'jb-soft', place[1]));
      place[4].forEach(function (line) { content.appendChild(make('p', '', line)); });
      map.setView([place[2], place[3]], Math.max(map.getZoom(), 10.5), {animate: false});
      L.popup({maxWidth: 300}).setLatLng([place[2], place[3]]).setContent(content).openOn(map);
    }

    function look() {
      var wanted = fold(field.value.trim());
      found.textContent = '';
      note.textContent = '';
      if (wanted.length < 2) { return; }
      var hits = [];
      names.forEach(function (name, number) {
        var at = name.indexOf(wanted);
        if (at >= 0) { hits.push([at > 0 ? 1 : 0, number]); }
      });
      hits.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
      note.textContent = hits.length ? '' : data.nothing;
      hits.slice(0, 8).forEach(function (hit) {
        var place = data.places[hit[1]];
        var item = make('li');
        var button = make('button');
        button.type = 'button';
        button.appendChild(make('b', '', place[0]));
        button.appendChild(make('span', '', [place[1]].concat(place[4].slice(0, 1)).join(' · ')));
        button.addEventListener('click', function () { pick(place); });
        item.appendChild(button);
        found.appendChild(item);
      });
    }

    box.hidden = false;
    field.addEventListener('input', look);
    field.addEventListener('keydown', function (event) {
      var first = found.querySelector('button');
      if (event.key === 'Enter' && first) { event.preventDefault(); first.click(); }
      if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
      if (event.key === 'Escape') { field.value = ''; look(); }
    });
    found.addEventListener('keydown', function (event) {
      var item = event.target.closest('li');
      var next = event.key === 'ArrowDown' ? item.nextElementSibling : event.key === 'ArrowUp' ? item.previousElementSibling : null;
      if (next) { event.preventDefault(); next.firstChild.focus(); }
      else if (event.key === 'ArrowUp') { event.preventDefault(); field.focus(); }
      if (event.key === 'Escape') { field.focus(); field.value = ''; look(); }
    });
  }

  var dark = matchMedia('(prefers-color-scheme: dark)');
  function theme() { document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'; }
  dark.addEventListener('change', theme);
  theme();
  slider();
  search();
  return {onMap: function (made) { map = made; draw(); }, redraw: draw};
})();
