/* Map furniture and features of the pages; Leaflet is loaded before. */
function jbText(html) {
  var holder = document.createElement('template');
  holder.innerHTML = html;
  return holder.content.textContent.replace(/\s+/g, ' ').trim();
}

/* Lines that were written as text (maps/drawing/polyline.py) back to [latitude, longitude]. */
function jbDecode(text, digits) {
  var signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  var unit = Math.pow(10, digits);
  var points = [];
  var here = [0, 0];
  var at = 0;
  function number() {
    var shift = 0;
    var value = 0;
    var chunk;
    do { chunk = signs.indexOf(text[at++]); value |= (chunk & 31) << shift; shift += 5; } while (chunk >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  }
  while (at < text.length) {
    here = [here[0] + number(), here[1] + number()];
    points.push([here[0] / unit, here[1] / unit]);
  }
  return points;
}

(function () {
  var add = L.GeoJSON.prototype.addData;
  function nested(part, digits) {
    if (typeof part === 'string') {
      return jbDecode(part, digits).map(function (point) { return point.reverse(); });
    }
    return part.map(function (inner) { return nested(inner, digits); });
  }
  L.GeoJSON.include({
    addData: function (data) {
      (data.features || []).forEach(function (one) {
        var shape = one.geometry;
        if (shape && shape.digits) {
          shape.coordinates = nested(shape.coordinates, shape.digits);
          delete shape.digits;
        }
      });
      return add.call(this, data);
    }
  });
})();

/* A numbered stop: its texts stand in the list of posts. */
function jbStop(number, layer) {
  var item = document.querySelectorAll('.posts > li')[number - 1];
  var name = item.querySelector('h3').textContent;
  var icon = document.createElement('div');
  var mark = icon.appendChild(item.firstElementChild.cloneNode(true));
  mark.dataset.post = item.dataset.post;
  var text = icon.appendChild(document.createElement('span'));
  text.className = 'jb-stop-name';
  text.appendChild(document.createElement('bdi')).textContent = name;
  icon.title = name.trim();
  layer.setIcon(L.divIcon({html: icon, className: 'jb-icon', iconSize: null}));
  layer.bindPopup(function () {
    var box = item.lastElementChild.cloneNode(true);
    box.className = 'jb-popup';
    return box;
  }, {maxWidth: 300, autoPanPadding: [24, 24]});
  layer.on('add', function () { layer.getElement().setAttribute('aria-label', number + ' ' + name.trim()); });
}

function jbFeature(feature, layer) {
  var p = feature.properties;
  if (p.stop) { jbStop(p.stop, layer); return; }
  if (p.i) {
    layer.setIcon(L.divIcon({html: p.i, className: 'jb-icon', iconSize: null}));
    layer.options.keyboard = Boolean(p.h);
    layer.options.interactive = Boolean(p.h);
  }
  if (p.h) {
    layer.bindPopup(p.h, {maxWidth: 300, autoPanPadding: [24, 24]});
  }
  if (p.a) {
    layer.on('add', function () {
      var element = layer.getElement && layer.getElement();
      if (!element) { return; }
      element.setAttribute('aria-label', jbText(p.a));
      element.setAttribute('role', p.h ? 'button' : 'img');
      if (p.h) {
        element.setAttribute('tabindex', '0');
        if (!element.jbKeys) { element.addEventListener('keydown', open); }
        element.jbKeys = true;
      }
    });
  }
  function open(event) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      layer.openPopup(layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter());
      layer.getPopup().getElement().querySelector('.leaflet-popup-close-button').focus();
      layer.once('popupclose', function () { event.target.focus(); });
    }
  }
}

/* Names give way to posts and to names placed before: they step aside, then go; a pair's id stays,
   but for a date, when chips say where pairs are. Chips step aside for the base and each other.
   All is measured first and moved after, so that the page is laid out once. */
function jbDeclutter(map) {
  var kept = [];
  var moves = [];
  var box = map.getContainer();
  var asides = [[0, 0], [0, -16], [0, 16], [-26, 0], [26, 0], [0, -30], [0, 30], [-40, -14], [40, -14], [-40, 14], [40, 14]];
  var farther = asides.concat([[0, 44], [56, 0], [-56, 0], [56, 24], [-56, 24], [56, -24], [-56, -24], [0, -44]]);
  function all(marks) { return Array.prototype.slice.call(box.querySelectorAll(marks)); }
  function moved(one, x, y) {
    return {left: one.left + x, right: one.right + x, top: one.top + y, bottom: one.bottom + y, width: one.width};
  }
  function free(one) {
    return kept.every(function (b) {
      return one.right < b.left + 2 || one.left > b.right - 2 || one.bottom < b.top + 2 || one.top > b.bottom - 2;
    });
  }
  function read(element) { return element ? {element: element, box: moved(element.getBoundingClientRect(), 0, 0)} : null; }
  function show(mark, on) { moves.push(function () { mark.element.style.visibility = on ? '' : 'hidden'; }); }
  function keep(mark) { if (mark.box.width) { kept.push(mark.box); } }
  function place(mark) {
    if (!mark.box.width) { return; }
    var fits = free(mark.box);
    if (fits) { kept.push(mark.box); }
    show(mark, fits);
  }
  function settle(label, part, steps) {
    return steps.some(function (aside) {
      var one = moved(part.box, aside[0], aside[1]);
      if (!one.width || !free(one)) { return false; }
      kept.push(one);
      moves.push(function () { label.element.style.left = aside[0] + 'px'; label.element.style.top = aside[1] + 'px'; });
      return true;
    });
  }
  /* Names that would leave the map stand on the other side of their mark. */
  function turn(mark, across) {
    if (mark.box.right <= edge) { return; }
    mark.box = moved(mark.box, across - mark.box.width, 0);
    moves.push(function () { mark.element.classList.add('jb-left'); });
  }

  all('.jb-place, .jb-stop-name').forEach(function (mark) { mark.classList.remove('jb-left'); });
  all('.jb-label, .jb-here-pairs').forEach(function (mark) { mark.style.left = mark.style.top = '0'; });
  var edge = box.getBoundingClientRect().right;
  var places = all('.jb-place').map(read);
  var stopNames = all('.jb-stop-name').map(read);
  var labels = all('.jb-label').map(function (label) {
    return {whole: read(label), name: read(label.querySelector('.jb-label-name')), pairs: read(label.querySelector('b'))};
  });
  var chips = all('.jb-here-pairs').map(read);
  var fixed = all('.jb-place i, .jb-stop, .jb-post').map(read);
  var portNames = all('.jb-port bdi').map(read);
  var around = all('.jb-around').map(read);

  places.forEach(function (mark) {
    turn(mark, 16);
    if (mark.element.classList.contains('jb-base')) { keep(mark); }
  });
  stopNames.forEach(function (mark) { turn(mark, -34); });
  chips.forEach(function (chip) {
    if (!settle(chip, chip, farther)) { keep(chip); }
  });
  fixed.forEach(keep);
  stopNames.forEach(place);
  labels.forEach(function (label) {
    var whole = settle(label.whole, label.whole, asides);
    show(label.name, whole);
    if (label.pairs) { show(label.pairs, whole || settle(label.whole, label.pairs, asides.slice(0, 5)) || !chips.length); }
  });
  portNames.forEach(place);
  around.forEach(place);
  moves.forEach(function (move) { move(); });
}

/* Leaflet calls a zoom ended by the clock; on a slow machine marks are still in flight then, and
   would be measured where they will not stay. */
function jbLand(map) {
  map.getContainer().getAnimations({subtree: true}).forEach(function (flight) {
    if (flight.transitionProperty) { flight.finish(); }
  });
}

/* On paper the map has its own size and shows the whole area. */
function jbPaper(map) {
  var box = map.getContainer();
  var screen = null;
  window.addEventListener('beforeprint', function () {
    if (screen) { return; }
    screen = {center: map.getCenter(), zoom: map.getZoom()};
    box.style.width = '180mm';
    box.style.height = '150mm';
    map.invalidateSize({animate: false});
    map.fitBounds(map.options.jbBounds, {padding: [18, 18], animate: false});
    jbDeclutter(map);
  });
  window.addEventListener('afterprint', function () {
    if (!screen) { return; }
    box.style.width = box.style.height = '';
    map.invalidateSize({animate: false});
    map.setView(screen.center, screen.zoom, {animate: false});
    screen = null;
  });
}

/* Buttons that show one pair or all of them. */
function jbChoice(map, layers) {
  var bar = document.querySelector('.choice');
  if (!bar) { return; }
  bar.hidden = false;
  bar.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) { return; }
    var only = button.dataset.only;
    bar.querySelectorAll('button').forEach(function (b) { b.setAttribute('aria-pressed', String(b === button)); });
    Object.keys(layers).forEach(function (key) {
      if (!only || key === only) { layers[key].addTo(map); } else { layers[key].remove(); }
    });
    map.getContainer().dataset.only = only;
    if (window.jbOverview) { jbOverview.redraw(); }
    var bounds = only && layers[only] && layers[only].getBounds();
    if (bounds && bounds.isValid()) { map.fitBounds(bounds, {padding: [40, 40], maxZoom: 11}); }
  });
}

/* Tiles come from the internet and only when the reader asks for them. */
function jbTiles(map, tiles, texts) {
  var button = document.querySelector('[data-tiles-switch]');
  if (!button) { return; }
  var told = document.querySelector('.tiles-note');
  var box = map.getContainer();
  button.hidden = false;
  button.addEventListener('click', function () {
    var on = !map.hasLayer(tiles);
    if (on) { tiles.addTo(map); } else { tiles.remove(); }
    box.classList.toggle('with-tiles', on);
    button.setAttribute('aria-pressed', String(on));
    told.textContent = '';
  });
  tiles.on('tileerror', function () { told.textContent = texts.noTiles; });
  tiles.on('tileload', function () { told.textContent = ''; });
}

function jbFurniture(map, texts, layers, tiles) {
  var box = map.getContainer();
  L.control.zoom({zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut}).addTo(map);
  L.control.scale({imperial: false, maxWidth: 140}).addTo(map);
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(texts.attribution + ' · Leaflet');
  var north = L.control({position: 'bottomright'});
  north.onAdd = function () {
    var div = L.DomUtil.create('div', 'jb-north');
    div.setAttribute('role', 'img');
    div.setAttribute('aria-label', texts.north);
    div.innerHTML = '<svg viewBox="0 0 20 34" aria-hidden="true"><path d="M10 1 17 21 10 17 3 21Z"/>' +
      '<text x="10" y="33" text-anchor="middle">' + texts.n + '</text></svg>';
    return div;
  };
  north.addTo(map);
  var home = {center: map.getCenter(), zoom: map.getZoom()};
  var whole = L.control({position: 'topleft'});
  whole.onAdd = function () {
    var bar = L.DomUtil.create('div', 'leaflet-bar');
    var link = L.DomUtil.create('a', 'jb-whole', bar);
    link.href = '#';
    link.setAttribute('role', 'button');
    link.title = texts.whole;
    link.setAttribute('aria-label', texts.whole);
    link.innerHTML = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1 6V1h5M10 1h5v5M15 10v5h-5M6 15H1v-5"/></svg>';
    L.DomEvent.on(link, 'click', function (event) {
      L.DomEvent.stop(event);
      map.setView(home.center, home.zoom);
    });
    return bar;
  };
  whole.addTo(map);
  var toggle = box.querySelector('.leaflet-control-layers-toggle');
  if (toggle) {
    toggle.title = texts.layers;
    toggle.setAttribute('aria-label', texts.layers);
  }
  map.on('popupopen', function (event) {
    var button = event.popup.getElement().querySelector('.leaflet-popup-close-button');
    if (button) { button.setAttribute('aria-label', texts.close); }
  });
  box.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { map.closePopup(); }
  });
  function near() {
    var zoom = map.getZoom();
    box.dataset.zoom = zoom >= 10.5 ? 'near' : zoom >= 9 ? 'middle' : 'far';
  }
  map.on('zoomend', near);
  near();
  map.on('zoomend resize', function () { jbLand(map); jbDeclutter(map); });
  map.whenReady(function () { setTimeout(function () { jbDeclutter(map); }, 0); });
  jbChoice(map, layers);
  jbTiles(map, tiles, texts);
  jbPaper(map);
  if (window.jbTrip) { jbTrip.onMap(map); }
  if (window.jbOverview) { jbOverview.onMap(map); }
  /* The wheel scrolls the page until the reader has chosen the map. */
  map.on('focus click', function () { map.scrollWheelZoom.enable(); });
  map.on('blur', function () { map.scrollWheelZoom.disable(); });
}
