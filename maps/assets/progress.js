/* What the team records: kept on the phone, handed back as a file or as text. */
(function () {
  var box = document.getElementById('progress');
  if (!box || !window.jbTrip) { return; }
  var data = jbTrip.data;
  var key = 'jemputbola/' + data.plan + '/' + data.team;
  var entries = {};
  var sessions = [];
  var text = box.querySelector('textarea');
  try { entries = JSON.parse(jbTrip.stored(key)) || {}; } catch (error) { entries = {}; }

  function cell(value) {
    var plain = String(value === undefined ? '' : value).replace(/[\r\n]+/g, ' ');
    if (/^[=+\-@\t]/.test(plain)) { plain = "'" + plain; }
    return /[",]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
  }

  function csv() {
    var rows = [['plan_sha256', 'team', 'date', 'post', 'start', 'planned', 'recorded', 'no_shows', 'remark']];
    sessions.forEach(function (one) {
      var entry = entries[one.key];
      if (entry) {
        rows.push([data.plan, data.team, one.date, one.post, one.start, one.planned, entry.recorded, entry.no_shows, entry.remark]);
      }
    });
    return rows.map(function (row) { return row.map(cell).join(',') + '\r\n'; }).join('');
  }

  function sum(field) {
    return sessions.reduce(function (total, one) {
      var entry = entries[one.key];
      return total + (entry ? Number(entry[field] || 0) : 0);
    }, 0);
  }

  function tell() {
    var done = sessions.filter(function (one) { return entries[one.key]; });
    var form = new Intl.NumberFormat(document.documentElement.lang);
    var values = {
      num: done.length,
      all: sessions.length,
      recorded: sum('recorded'),
      planned: done.reduce(function (total, one) { return total + one.planned; }, 0),
      absent: sum('no_shows')
    };
    box.querySelector('.entered').textContent = data.words.entered.replace(/%\((\w+)\)s/g, function (_, name) {
      return form.format(values[name]);
    });
    text.value = csv();
  }

  function keep() {
    var kept = jbTrip.stored(key, JSON.stringify(entries));
    box.querySelector('.copied').textContent = kept === null ? data.words.unsaved : '';
    tell();
  }

  function mark(one) {
    var entry = entries[one.key];
    one.entry.querySelector('b').textContent = entry && entry.recorded !== '' ? entry.recorded + ' / ' + one.planned : '';
  }

  function read(one) {
    var entry = {};
    var any = false;
    one.entry.querySelectorAll('input').forEach(function (input) {
      var value = input.type === 'number' ? (input.validity.valid ? input.value : '') : input.value.trim();
      entry[input.name] = value;
      any = any || value !== '';
    });
    if (any) { entries[one.key] = entry; } else { delete entries[one.key]; }
    mark(one);
    keep();
  }

  document.querySelectorAll('[data-session]').forEach(function (item) {
    var parts = item.dataset.session.split(',');
    var one = {date: parts[0], start: parts[1], planned: Number(parts[2]), post: parts.slice(3).join(',')};
    one.key = [one.date, one.start, one.post].join(' ');
    one.entry = box.querySelector('template').content.firstElementChild.cloneNode(true);
    item.lastElementChild.appendChild(one.entry);
    one.entry.querySelectorAll('input').forEach(function (input) {
      var entry = entries[one.key];
      if (entry && entry[input.name] !== undefined) { input.value = entry[input.name]; }
      input.addEventListener('input', function () { read(one); });
    });
    sessions.push(one);
    mark(one);
  });

  box.querySelector('[data-save]').addEventListener('click', function () {
    jbTrip.save(data.file, 'text/csv;charset=utf-8', csv());
  });
  box.querySelector('[data-copy]').addEventListener('click', function () {
    var told = box.querySelector('.copied');
    text.focus();
    text.select();
    var done = false;
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    if (done) { told.textContent = data.words.copied; }
  });
  var send = box.querySelector('[data-share]');
  send.hidden = !navigator.share;
  send.addEventListener('click', function () {
    navigator.share({title: data.file, text: csv()}).catch(function () { text.focus(); });
  });
  box.hidden = false;
  tell();
})();
