/* What the team records: kept on the phone, handed back as a file, as text or as a line. */
(function () {
  var box = document.getElementById('progress');
  if (!box || !window.jbTrip) { return; }
  var data = jbTrip.data;
  var words = data.words;
  var key = 'jemputbola/' + data.plan + '/' + data.team;
  var entries = {};
  var sessions = [];
  var dates = [];
  var text = box.querySelector('textarea');
  var form = new Intl.NumberFormat(document.documentElement.lang);
  try { entries = JSON.parse(jbTrip.stored(key)) || {}; } catch (error) { entries = {}; }
  var keeps = jbTrip.stored(key, JSON.stringify(entries)) !== null;

  function cell(value) {
    var plain = String(value === undefined ? '' : value).replace(/[\r\n]+/g, ' ');
    if (/^[=+\-@\t]/.test(plain)) { plain = "'" + plain; }
    return /[",]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
  }

  /* The entries of a date that count: its total, or else those of its sessions. */
  function counted(date) {
    return entries[date.total.key] ? [date.total] : date.sessions.filter(function (one) { return entries[one.key]; });
  }

  function all() {
    return dates.reduce(function (found, date) { return found.concat(counted(date)); }, []);
  }

  function csv() {
    var rows = [['plan_sha256', 'team', 'date', 'post', 'start', 'planned', 'recorded', 'no_shows', 'remark',
      'campaign_id', 'revision', 'saved_at', 'status', 'actual_start', 'actual_end', 'night_at', 'problem']];
    all().forEach(function (one) {
      var entry = entries[one.key];
      rows.push([data.plan, data.team, one.date, one.post, one.start, one.planned, entry.recorded, entry.no_shows, entry.remark,
        data.campaign, data.revision, entry.saved_at, entry.status, entry.actual_start, entry.actual_end, '', entry.problem]);
    });
    return rows.map(function (row) { return row.map(cell).join(',') + '\r\n'; }).join('');
  }

  /* The phone's own time, without a zone: 2018-03-12T16:05:09. */
  function now() {
    var at = new Date();
    function two(number) { return (number < 10 ? '0' : '') + number; }
    return at.getFullYear() + '-' + two(at.getMonth() + 1) + '-' + two(at.getDate()) + 'T' +
      two(at.getHours()) + ':' + two(at.getMinutes()) + ':' + two(at.getSeconds());
  }

  function sum(some, field) {
    return some.reduce(function (total, one) { return total + Number(entries[one.key][field] || 0); }, 0);
  }

  function planned(some) {
    return some.reduce(function (total, one) { return total + one.planned; }, 0);
  }

  function fill(words, values) {
    return words.replace(/%\((\w+)\)s/g, function (_, name) {
      return typeof values[name] === 'number' ? form.format(values[name]) : values[name];
    });
  }

  function line(date) {
    var some = counted(date);
    return some.length ? fill(words.line, {
      team: data.team,
      date: date.day.t,
      posts: date.day.s.join(', '),
      recorded: sum(some, 'recorded'),
      planned: planned(date.sessions),
      absent: sum(some, 'no_shows'),
      plan: data.plan.slice(0, 8)
    }) : '';
  }

  function tell() {
    var some = all();
    box.querySelector('.entered').textContent = fill(words.entered, {
      num: dates.reduce(function (count, date) {
        return count + (entries[date.total.key] ? date.sessions.length : counted(date).length);
      }, 0),
      all: sessions.length,
      recorded: sum(some, 'recorded'),
      planned: planned(some),
      absent: sum(some, 'no_shows')
    });
    text.value = csv();
    dates.forEach(function (date) {
      var said = line(date);
      date.report.querySelector('.line').hidden = !said;
      date.report.querySelector('.line output').textContent = said;
      date.report.querySelector('.line a').href = 'https://wa.me/?text=' + encodeURIComponent(said);
      date.sessions.forEach(function (one) {
        one.entry.querySelector('.instead').hidden = !entries[date.total.key];
      });
    });
  }

  function mark(one) {
    var entry = entries[one.key];
    one.entry.querySelector('b').textContent = entry && entry.recorded !== '' ? entry.recorded + ' / ' + one.planned : '';
  }

  function read(one) {
    var entry = {};
    var any = false;
    one.entry.querySelectorAll('input, select').forEach(function (input) {
      var good = input.type !== 'number' || input.validity.valid;
      var value = input.type === 'number' ? (good ? input.value : '') : input.value.trim();
      input.setAttribute('aria-invalid', String(!good));
      if (input.type === 'number') { input.parentNode.querySelector('.bad').textContent = good ? '' : words.bad; }
      entry[input.name] = value;
      any = any || value !== '';
    });
    entry.saved_at = now();
    if (any) { entries[one.key] = entry; } else { delete entries[one.key]; }
    keeps = jbTrip.stored(key, JSON.stringify(entries)) !== null;
    warn(one);
    mark(one);
    tell();
  }

  function warn(one) {
    var told = one.entry.querySelector('.kept');
    told.textContent = keeps ? words.kept : words.unsaved;
    told.classList.toggle('lost', !keeps);
  }

  /* Show what is stored, and hear what is typed. */
  function open(one) {
    one.entry.querySelectorAll('input, select').forEach(function (input) {
      var entry = entries[one.key];
      if (entry && entry[input.name] !== undefined) { input.value = entry[input.name]; }
      input.addEventListener('input', function () { read(one); });
    });
    warn(one);
    mark(one);
  }

  function made(name) {
    return box.querySelector('template[data-' + name + ']').content.firstElementChild.cloneNode(true);
  }

  function copied(field, told) {
    var done = false;
    field.focus();
    if (field.select) { field.select(); } else { getSelection().selectAllChildren(field); }
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    if (done) { told.textContent = words.copied; }
  }

  function share(button, title, said, field) {
    button.hidden = !navigator.share;
    button.addEventListener('click', function () {
      navigator.share({title: title, text: said()}).catch(function () { field.focus(); });
    });
  }

  function session(item) {
    var parts = item.dataset.session.split(',');
    var one = {date: parts[0], start: parts[1], planned: Number(parts[2]), post: parts.slice(3).join(',')};
    one.key = [one.date, one.start, one.post].join(' ');
    one.entry = made('entry');
    item.lastElementChild.appendChild(one.entry);
    open(one);
    return one;
  }

  function report(date) {
    var posts = date.sessions.map(function (one) { return one.post; });
    var same = posts.every(function (post) { return post === posts[0]; });
    date.total = {
      date: date.day.d, start: '', planned: planned(date.sessions), post: same ? posts[0] : '',
      key: date.day.d + ' total'
    };
    date.report = made('day');
    date.total.entry = date.report.querySelector('.entry');
    date.total.entry.hidden = date.sessions.length < 2;
    date.article.querySelector('ol').insertAdjacentElement('afterend', date.report);
    open(date.total);
    var said = date.report.querySelector('output');
    date.report.querySelector('[data-copy-line]').addEventListener('click', function () {
      copied(said, date.report.querySelector('.said'));
    });
    share(date.report.querySelector('[data-share-line]'), data.team, function () { return said.textContent; }, said);
  }

  data.days.forEach(function (day) {
    var article = document.getElementById('d-' + day.d);
    var own = Array.prototype.map.call(article.querySelectorAll('[data-session]'), session);
    if (!own.length) { return; }
    var date = {day: day, article: article, sessions: own};
    report(date);
    sessions = sessions.concat(own);
    dates.push(date);
  });

  box.querySelector('[data-save]').addEventListener('click', function () {
    jbTrip.save(data.file, 'text/csv;charset=utf-8', csv());
  });
  box.querySelector('[data-copy]').addEventListener('click', function () {
    copied(text, box.querySelector('.copied'));
  });
  share(box.querySelector('[data-share]'), data.file, csv, text);
  box.hidden = false;
  tell();
})();
