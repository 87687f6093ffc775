/* A team's report as text: written as CSV, and read as this page, Excel or a message gives it. */
var jbReport = (function () {
  var columns = ['plan_sha256', 'team', 'date', 'post', 'start', 'planned', 'recorded', 'no_shows', 'remark',
    'campaign_id', 'revision', 'saved_at', 'status', 'actual_start', 'actual_end', 'night_at', 'problem'];

  function cell(value) {
    var plain = String(value === undefined ? '' : value).replace(/[\r\n]+/g, ' ');
    if (/^[=+\-@\t]/.test(plain)) { plain = "'" + plain; }
    return /[",]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
  }

  function write(rows) {
    return [columns].concat(rows.map(function (row) {
      return columns.map(function (column) { return row[column]; });
    })).map(function (row) { return row.map(cell).join(',') + '\r\n'; }).join('');
  }

  /* The bytes of a file as text: UTF-8 or UTF-16, else as Excel saves plain CSV. */
  function decoded(bytes) {
    var start = new Uint8Array(bytes.slice(0, 2));
    if (start[0] === 255 && start[1] === 254) { return new TextDecoder('utf-16le').decode(bytes); }
    if (start[0] === 254 && start[1] === 255) { return new TextDecoder('utf-16be').decode(bytes); }
    try {
      return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    } catch (error) {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }

  function cells(line, mark) {
    var found = [];
    var at = 0;
    while (at <= line.length) {
      var text = '';
      if (line[at] === '"') {
        for (at += 1; at < line.length && (line[at] !== '"' || line[at + 1] === '"'); at += 1) {
          if (line[at] === '"') { at += 1; }
          text += line[at];
        }
        at += 1;
      }
      var end = line.indexOf(mark, at);
      if (end < 0) { end = line.length; }
      text = (text + line.slice(at, end)).trim();
      found.push(/^'[=+\-@\t]/.test(text) ? text.slice(1) : text);
      at = end + 1;
    }
    return found;
  }

  function two(text) { return ('0' + text).slice(-2); }

  function day(text) {
    var iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    var other = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
    var parts = iso ? iso.slice(1) : other ? [other[3], other[2], other[1]] : null;
    if (!parts || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31) { return null; }
    return parts[0] + '-' + two(parts[1]) + '-' + two(parts[2]);
  }

  function clock(text) {
    var parts = /^(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?$/.exec(text);
    if (!text) { return ''; }
    return parts && parts[1] < 24 && parts[2] < 60 ? two(parts[1]) + ':' + parts[2] : null;
  }

  function moment(text) {
    var parts = /^(\S+?)[T ]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?/.exec(text);
    var on = parts && day(parts[1]);
    if (!text) { return ''; }
    return on ? on + 'T' + two(parts[2]) + ':' + parts[3] + ':' + (parts[4] || '00') : null;
  }

  function count(text) { return /^\d{0,4}$/.test(text) ? text : null; }

  function status(text) {
    var said = text.toLowerCase();
    return ['', 'held', 'partly', 'cancelled'].indexOf(said) < 0 ? null : said;
  }

  /* A row with its values as the page writes them; null where one of them cannot be read. */
  function row(line, mark, where) {
    var values = cells(line, mark);
    var found = {};
    columns.forEach(function (column) { found[column] = (where[column] < values.length && values[where[column]]) || ''; });
    found.date = day(found.date);
    found.status = status(found.status);
    found.saved_at = moment(found.saved_at);
    ['start', 'actual_start', 'actual_end'].forEach(function (column) { found[column] = clock(found[column]); });
    ['planned', 'recorded', 'no_shows'].forEach(function (column) { found[column] = count(found[column]); });
    found.remark = found.remark.slice(0, 200);
    found.problem = found.problem.slice(0, 200);
    var whole = columns.every(function (column) { return found[column] !== null; });
    return whole && (!found.start || found.post) ? found : null;
  }

  /* Every row of every table in a text; what stands around a table is a message's. */
  function read(text) {
    var found = {tables: 0, rows: [], bad: 0};
    var mark = null;
    var where = {};
    text.split(/\r\n|\r|\n/).forEach(function (line) {
      var heading = /plan_sha256["']?\s*([,;\t])/.exec(line);
      if (heading) {
        mark = heading[1];
        where = {};
        cells(line.slice(heading.index), mark).forEach(function (name, at) { where[name.replace(/["']/g, '').toLowerCase()] = at; });
        found.tables += 1;
      } else if (mark && line.indexOf(mark) >= 0 && line.split(mark).join('').trim()) {
        var one = row(line, mark, where);
        if (one) { found.rows.push(one); } else { found.bad += 1; }
      }
    });
    return found;
  }

  return {decoded: decoded, read: read, write: write};
})();
