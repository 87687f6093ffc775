/* What the team records: entered at each session, handed back as a file, as text or as a line. */
(function () {
  var box = document.getElementById('progress');
  if (!box || !window.jbEntries) { return; }
  var data = jbTrip.data;
  var words = data.words;
  var sessions = [];
  var dates = [];
  var forms = {};
  var text = box.querySelector('[data-text]');
  var chosen = box.querySelector('input[type=file]');
  var language = document.documentElement.lang;
  var number = new Intl.NumberFormat(language);
  var dayForm = new Intl.DateTimeFormat(language, {weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC'});

  /* The entries of a date that count: its total, or else those of its sessions. */
  function counted(date) {
    return (jbEntries.filled(date.total.key) ? [date.total] : date.sessions).filter(function (one) { return jbEntries.filled(one.key); });
  }

  /* Names of all entries that count, in order of time, also of sessions of other revisions. */
  function exported() {
    var names = jbEntries.names();
    return names.filter(function (name) {
      var total = name.slice(0, 10) + ' total';
      return name === total || names.indexOf(total) < 0;
    });
  }

  function row(name) {
    var entry = jbEntries.get(name);
    var one = forms[name];
    var own = entry.plan === data.plan;
    var found = {
      plan_sha256: entry.plan, team: data.team, date: entry.date, start: entry.start,
      post: entry.post || (own && one ? one.post : ''),
      planned: entry.planned === undefined && own && one ? one.planned : entry.planned,
      campaign_id: data.campaign, revision: entry.revision, saved_at: entry.saved_at
    };
    jbEntries.fields.forEach(function (field) { found[field] = entry[field]; });
    return found;
  }

  function csv() { return jbReport.write(exported().map(row)); }

  function sum(some, field) {
    return some.reduce(function (total, one) { return total + Number(jbEntries.get(one.key)[field] || 0); }, 0);
  }

  function planned(some) {
    return some.reduce(function (total, one) { return total + Number(one.planned || 0); }, 0);
  }

  function fill(words, values) {
    return words.replace(/%\((\w+)\)s/g, function (_, name) {
      return typeof values[name] === 'number' ? number.format(values[name]) : values[name];
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
    var some = dates.reduce(function (found, date) { return found.concat(counted(date)); }, []);
    box.querySelector('.entered').textContent = fill(words.entered, {
      num: dates.reduce(function (count, date) {
        return count + (jbEntries.filled(date.total.key) ? date.sessions.length : counted(date).length);
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
        one.entry.querySelector('.instead').hidden = !jbEntries.filled(date.total.key);
      });
    });
    remind();
  }

  /* Say how many results nobody has but this phone; above the dates once a date is over. */
  function remind() {
    var unsent = exported().filter(function (name) { return !jbEntries.get(name).sent; });
    var over = unsent.some(function (name) { return name.slice(0, 10) < jbTrip.today(); });
    document.querySelectorAll('.unsent').forEach(function (told) {
      told.hidden = !unsent.length || !(over || box.contains(told));
      told.querySelector('span').textContent = fill(words.unsent, {num: unsent.length});
    });
  }

  function handed(names) {
    jbEntries.sent(names);
    remind();
  }

  function mark(one) {
    var entry = jbEntries.filled(one.key) && jbEntries.get(one.key);
    one.entry.querySelector('b').textContent = entry && entry.recorded !== '' && entry.recorded !== undefined
      ? entry.recorded + (one.planned === '' ? '' : ' / ' + one.planned) : '';
  }

  function read(one) {
    var before = jbEntries.get(one.key);
    var entry = {date: one.date, start: one.start, post: one.post, name: one.name, planned: one.planned, plan: data.plan, revision: data.revision};
    if (one.earlier) { entry.plan = before.plan; entry.revision = before.revision; }
    one.entry.querySelectorAll('input, select').forEach(function (input) {
      var good = input.type !== 'number' || input.validity.valid;
      var value = input.type === 'number' ? (good ? input.value : '') : input.value.trim();
      input.setAttribute('aria-invalid', String(!good));
      if (input.type === 'number') { input.parentNode.querySelector('.bad').textContent = good ? '' : words.bad; }
      entry[input.name] = value;
    });
    jbEntries.put(one.key, entry);
    warn(one);
    mark(one);
    tell();
  }

  function warn(one) {
    var told = one.entry.querySelector('.kept');
    told.textContent = jbEntries.keeps() ? words.kept : words.unsaved;
    told.classList.toggle('lost', !jbEntries.keeps());
  }

  /* Show what is kept, except where somebody is typing. */
  function show(one) {
    var entry = jbEntries.get(one.key) || {};
    if (!one.entry.contains(document.activeElement)) {
      one.entry.querySelectorAll('input, select').forEach(function (input) {
        if (input.getAttribute('aria-invalid') !== 'true') { input.value = entry[input.name] === undefined ? '' : entry[input.name]; }
      });
    }
    warn(one);
    mark(one);
  }

  /* Let the places of the pair's dates be chosen, and one that an entry has besides. */
  function nights(one) {
    var choice = one.entry.querySelector('[name=night_at]');
    var kept = (jbEntries.get(one.key) || {}).night_at;
    var places = data.places.filter(function (place) { return place[0] === kept; }).length || !kept ? data.places : data.places.concat([[kept, kept]]);
    places.forEach(function (place) { choice.add(new Option(place[1], place[0])); });
  }

  function open(one) {
    forms[one.key] = one;
    nights(one);
    show(one);
    one.entry.querySelectorAll('input, select').forEach(function (input) {
      input.addEventListener('input', function () { read(one); });
    });
  }

  function made(name) {
    return box.querySelector('template[data-' + name + ']').content.firstElementChild.cloneNode(true);
  }

  /* A list of the entries for sessions that this revision does not have. */
  function earlier() {
    var list = box.querySelector('.earlier ul');
    jbEntries.names().forEach(function (name) {
      if (forms[name]) { return; }
      var entry = jbEntries.get(name);
      var item = document.createElement('li');
      var one = {earlier: true, key: name, date: entry.date, start: entry.start, post: entry.post, name: entry.name,
        planned: entry.planned === undefined ? '' : entry.planned, entry: made('entry')};
      var title = item.appendChild(document.createElement('p'));
      title.textContent = [dayForm.format(new Date(entry.date + 'T00:00:00Z')), entry.start.replace(':', words.clock) || words.total, entry.name || called(entry.post)]
        .filter(Boolean).join(' · ');
      item.appendChild(one.entry);
      list.appendChild(item);
      open(one);
    });
    box.querySelector('.earlier').hidden = !list.children.length;
  }

  function called(post) {
    var found = data.places.filter(function (place) { return place[0] === post; })[0];
    return found ? found[1] : post;
  }

  function again() {
    Object.keys(forms).forEach(function (name) { show(forms[name]); });
    earlier();
    tell();
  }

  function copied(field, told) {
    var done = false;
    field.focus();
    if (field.select) { field.select(); } else { getSelection().selectAllChildren(field); }
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    if (done) { told.textContent = words.copied; }
    return done;
  }

  function share(button, title, said, field, done) {
    button.hidden = !navigator.share;
    button.addEventListener('click', function () {
      navigator.share({title: title, text: said()}).then(done, function () { field.focus(); });
    });
  }

  function session(item) {
    var parts = item.dataset.session.split(',');
    var one = {date: parts[0], start: parts[1], planned: Number(parts[2]), post: parts.slice(3).join(',')};
    one.name = called(one.post);
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
      name: date.day.s.join(', '), key: date.day.d + ' total'
    };
    date.report = made('day');
    date.total.entry = date.report.querySelector('.entry');
    date.total.entry.hidden = date.sessions.length < 2 && !jbEntries.filled(date.total.key);
    date.article.querySelector('ol').insertAdjacentElement('afterend', date.report);
    open(date.total);
    var said = date.report.querySelector('output');
    date.report.querySelector('[data-copy-line]').addEventListener('click', function () {
      copied(said, date.report.querySelector('.said'));
    });
    share(date.report.querySelector('[data-share-line]'), data.team, function () { return said.textContent; }, said);
  }

  /* Take over the rows of a file that this page or Excel saved, or of a message. */
  function load(bytes) {
    var found = jbReport.read(jbReport.decoded(bytes));
    var some = {};
    var others = found.bad;
    found.rows.forEach(function (row) {
      if (row.team !== data.team || (row.campaign_id && row.campaign_id !== data.campaign)) { others += 1; return; }
      var name = row.start ? [row.date, row.start, row.post].join(' ') : row.date + ' total';
      var entry = {post: row.post, planned: row.planned, plan: row.plan_sha256.toLowerCase(), revision: row.revision,
        saved_at: row.saved_at, sent: true};
      jbEntries.fields.forEach(function (field) { entry[field] = row[field]; });
      if (!some[name] || some[name].saved_at < entry.saved_at) { some[name] = entry; }
    });
    var told = fill(words.read, {rows: found.rows.length, taken: jbEntries.take(some)});
    handed(Object.keys(some).filter(function (name) { return jbEntries.get(name).saved_at === some[name].saved_at; }));
    if (others) { told += ' ' + fill(words.others, {num: others}); }
    box.querySelector('.was-read').textContent = found.tables ? told : words.no_table;
    again();
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
    handed(exported());
  });
  box.querySelector('[data-copy]').addEventListener('click', function () {
    if (copied(text, box.querySelector('.copied'))) { handed(exported()); }
  });
  box.querySelector('[data-load]').addEventListener('click', function () { chosen.click(); });
  chosen.addEventListener('change', function () {
    var reader = new FileReader();
    reader.onload = function () { load(reader.result); chosen.value = ''; };
    if (chosen.files.length) { reader.readAsArrayBuffer(chosen.files[0]); }
  });
  share(box.querySelector('[data-share]'), data.file, csv, text, function () { handed(exported()); });
  jbEntries.heard(again);
  box.hidden = false;
  earlier();
  tell();
})();
