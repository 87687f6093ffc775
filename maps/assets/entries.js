/* What the phone holds of a campaign: one store for all revisions of the team's page. */
var jbEntries = (function () {
  if (!window.jbTrip || !document.getElementById('progress')) { return null; }
  var data = jbTrip.data;
  var place = 'jemputbola/' + data.campaign + '/' + data.team;
  var known = /^(\d{4}-\d\d-\d\d) (?:total$|(\d\d:\d\d) ([\s\S]+)$)/;
  var fields = ['recorded', 'no_shows', 'remark', 'status', 'actual_start', 'actual_end', 'night_at', 'problem'];
  var held = {};
  var keeps = true;
  var asked = false;
  var base = null;
  var tell = null;

  function parsed(text) {
    try { return JSON.parse(text) || {}; } catch (error) { return {}; }
  }

  /* Take over what is saved later than what is held, or as late where that `wins`; how many. */
  function take(some, plan, wins) {
    return Object.keys(some).filter(function (name) {
      var parts = known.exec(name);
      var entry = some[name];
      if (!parts || !entry || typeof entry !== 'object') { return false; }
      var before = held[name] && (held[name].saved_at || '');
      var now = entry.saved_at || '';
      if (held[name] && (wins ? before > now : before >= now)) { return false; }
      held[name] = Object.assign({date: parts[1], start: parts[2] || '', post: parts[3] || '', plan: plan}, entry);
      return true;
    }).length;
  }

  /* Read the store again: another page of the campaign may have written to it. */
  function refresh() {
    take(parsed(jbTrip.stored(place)), '', true);
    // the version before this one kept entries apart by the plan's hash
    data.plans.forEach(function (plan) { take(parsed(jbTrip.stored('jemputbola/' + plan + '/' + data.team)), plan); });
  }

  function write(names) {
    keeps = jbTrip.stored(place, JSON.stringify(held)) !== null;
    copy(names);
  }

  /* Every entry is in the browser's database too: Chromium now and then gives a page a localStorage
     that is empty and keeps nothing, and the page cannot know. */
  function copy(names) {
    if (!base) { return; }
    try {
      var store = base.transaction('entries', 'readwrite').objectStore('entries');
      names.forEach(function (name) { store.put([name, held[name]], place + ' ' + name); });
    } catch (error) { base = null; }
  }

  function compare() {
    var all = base.transaction('entries').objectStore('entries').getAll(IDBKeyRange.bound(place + ' ', place + ' ~'));
    all.onsuccess = function () {
      var some = {};
      all.result.forEach(function (one) { some[one[0]] = one[1]; });
      refresh();
      if (take(some, '')) { write([]); }
      copy(Object.keys(held));
      ready();
    };
    all.onerror = ready;
  }

  /* All that is kept is shown; what is shown before may lack entries. */
  function ready() {
    tell();
    document.getElementById('progress').dataset.ready = '';
  }

  function open() {
    try {
      var opening = indexedDB.open('jemputbola', 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore('entries'); };
      opening.onsuccess = function () { base = opening.result; base.onclose = function () { base = null; }; compare(); };
      opening.onerror = ready;
    } catch (error) { ready(); }
  }

  /* Another page may have written before it saw what was written here. */
  function restore() {
    var there = parsed(jbTrip.stored(place));
    var lost = Object.keys(held).some(function (name) {
      return !there[name] || (there[name].saved_at || '') < (held[name].saved_at || '');
    });
    if (lost) { write([]); }
  }

  /* Phones drop what pages keep after some days, unless they are asked not to. */
  function persist() {
    if (asked || !navigator.storage || !navigator.storage.persist) { return; }
    asked = true;
    navigator.storage.persist().catch(function () { asked = false; });
  }

  /* The phone's own time, without a zone: 2018-03-12T16:05:09. */
  function moment(at) {
    function two(number) { return (number < 10 ? '0' : '') + number; }
    return at.getFullYear() + '-' + two(at.getMonth() + 1) + '-' + two(at.getDate()) + 'T' +
      two(at.getHours()) + ':' + two(at.getMinutes()) + ':' + two(at.getSeconds());
  }

  /* A change counts as later than what it changes, also if the clock was set back between. */
  function put(name, entry) {
    refresh();
    var before = held[name] && held[name].saved_at;
    entry.saved_at = moment(new Date());
    if (before && before > entry.saved_at) { entry.saved_at = moment(new Date(new Date(before).getTime() + 1000)); }
    held[name] = entry;
    write([name]);
    persist();
  }

  function filled(name) {
    var entry = held[name];
    return Boolean(entry) && fields.some(function (field) { return entry[field] !== undefined && entry[field] !== ''; });
  }

  refresh();
  // not the entries themselves: what another page writes at this moment may not be read yet
  keeps = jbTrip.stored('jemputbola/kept', '1') !== null;
  if (Object.keys(held).some(filled)) { persist(); }

  return {
    fields: fields,
    get: function (name) { return held[name]; },
    filled: filled,
    names: function () { return Object.keys(held).filter(filled).sort(); },
    keeps: function () { return keeps || base !== null; },
    put: put,
    refresh: refresh,
    take: function (some) {
      refresh();
      var count = take(some, '');
      write(Object.keys(some).filter(function (name) { return held[name]; }));
      return count;
    },
    sent: function (names) {
      refresh();
      names.forEach(function (name) { held[name].sent = true; });
      write(names);
    },
    heard: function (told) {
      tell = told;
      open();
      addEventListener('storage', function (event) { if (event.key === place) { refresh(); restore(); tell(); } });
      document.addEventListener('visibilitychange', function () { if (!document.hidden) { refresh(); tell(); } });
    }
  };
})();
