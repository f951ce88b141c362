// Runs in the browser. Every text of the report becomes a text node: nothing of it is ever read as HTML.
const report = JSON.parse(document.getElementById('report').textContent);
const severities = ['danger', 'warn', 'info'];
const verbs = {
  removed: 'removed',
  renamed: 'renamed',
  changed: 'changed',
  followed: 'changed with its name',
  added: 'added',
  rewritten: 'written differently with the same meaning',
};
const state = { text: '', severities: new Set(severities), environment: '', application: '', noise: false };

/** An element with attributes and children; a string is text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const nameOf = ({ kind, namespace, name }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
const capital = (text) => (/^[a-z]+(?=[\s,]|$)/.test(text) ? text[0].toUpperCase() + text.slice(1) : text);
/** An Application belongs to what it applies, not to the root that holds it. */
const ownerOf = ({ object, application }) =>
  object.kind === 'Application' && object.apiVersion.startsWith('argoproj.io/') ? object.name : application;
const applicationsOf = (item) => ('objects' in item ? item.application.split(', ') : [ownerOf(item)]);

function isShown(item, texts) {
  return (
    (state.environment === '' || item.environments.includes(state.environment)) &&
    (state.application === '' || applicationsOf(item).includes(state.application)) &&
    (state.text === '' || texts.some((text) => text.toLowerCase().includes(state.text)))
  );
}

function shownFindings() {
  return report.findings.filter(
    (finding) =>
      state.severities.has(finding.severity) &&
      isShown(finding, [
        finding.rule,
        finding.message,
        finding.why ?? '',
        finding.remedy ?? '',
        ...finding.objects.map(nameOf),
      ]),
  );
}

function shownChanges() {
  return report.changes.filter(
    (change) =>
      (state.noise || change.verb !== 'rewritten') &&
      isShown(change, [nameOf(change.object), change.verb, ...fieldsOf(change).map((field) => JSON.stringify(field))]),
  );
}

const fieldsOf = (change) => (state.noise ? [...change.fields, ...change.noise] : change.fields);

function finding({ severity, message, environments, objects, why, remedy, source, rule, changes }) {
  const list = objects.map((object) => make('li', {}, make('code', {}, nameOf(object))));
  const names = make('ul', { class: 'objects' }, ...list);
  return make(
    'article',
    { class: severity, tabindex: '-1' },
    make('h3', {}, capital(message)),
    make('p', { class: 'quiet' }, `${report.headings[severity]} · ${environments.join(', ')} · ${rule}`),
    objects.length > 4 ? make('details', {}, make('summary', {}, `${objects.length} objects`), names) : names,
    why === undefined ? undefined : make('p', {}, capital(why)),
    remedy === undefined ? undefined : make('p', {}, make('strong', {}, 'Do: '), remedy),
    source === undefined ? undefined : make('p', { class: 'quiet' }, `From ${source}`),
    changes.length === 0 ? undefined : folded([`${changes.length} changed fields`], changes),
  );
}

/** Fields of which there may be thousands: they are made when somebody looks at them. */
function folded(title, fields, attributes = {}) {
  const body = make('tbody', {});
  const details = make('details', attributes, make('summary', {}, ...title), make('table', {}, body));
  details.addEventListener('toggle', () => body.childElementCount > 0 || body.append(...fields.flatMap(rowsOf)));
  return details;
}

function change(item) {
  const { object, before, verb, environments, application, movedFrom, fate, chart, source } = item;
  const notes = [
    environments.join(', '),
    application,
    ...(before === undefined ? [] : [`before ${nameOf(before)}`]),
    ...(movedFrom === undefined ? [] : [`moved from ${movedFrom}`]),
    ...(fate === undefined ? [] : [`Argo CD will ${report.fates[fate]}`]),
    ...(chart === undefined ? [] : [`rendered by ${chart}`]),
    ...(source === undefined ? [] : [`from ${source}`]),
  ];
  const fields = fieldsOf(item);
  const title = [
    make('code', {}, nameOf(object)),
    ` ${verbs[verb]} `,
    make('span', { class: 'quiet' }, notes.join(' · ')),
  ];
  if (fields.length === 0) return make('div', { class: 'change', tabindex: '-1' }, ...title);
  return folded(title, fields, { class: 'change' });
}

/** The two sides of a field, line by line. */
function rowsOf({ path, before, after }) {
  const [old, now] = [linesOf(before), linesOf(after)];
  const pairs = aligned(old, now).map(([left, right]) =>
    make(
      'tr',
      { class: 'pair' },
      make('td', { class: left === undefined || left === right ? undefined : 'old' }, left ?? ''),
      make('td', { class: right === undefined || left === right ? undefined : 'new' }, right ?? ''),
    ),
  );
  return [make('tr', {}, make('th', { colspan: '2', scope: 'colgroup' }, path || 'all of it')), ...pairs];
}

function linesOf(value) {
  if (value === undefined) return [];
  return (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)).split('\n');
}

/** Lines that both sides have stand side by side: the longest common part, for texts that a person would read. */
function aligned(old, now) {
  if (old.length * now.length > 250_000) {
    return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => [old[index], now[index]]);
  }
  const length = Array.from({ length: old.length + 1 }, () => new Array(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      length[i][j] = old[i] === now[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && (old[i] === now[j] || length[i + 1][j + 1] === length[i][j])) {
      pairs.push([old[i++], now[j++]]);
    } else if (j >= now.length || (i < old.length && length[i + 1][j] >= length[i][j + 1]))
      pairs.push([old[i++], undefined]);
    else pairs.push([undefined, now[j++]]);
  }
  return pairs;
}

/** Applications below their waves, in the order in which Argo CD comes to them. */
function tree() {
  const waves = new Map();
  for (const item of report.changes) {
    if (!waves.has(item.wave)) waves.set(item.wave, new Map());
    const own = waves.get(item.wave);
    own.set(ownerOf(item), (own.get(ownerOf(item)) ?? 0) + 1);
  }
  const placed = new Set([...waves.values()].flatMap((own) => [...own.keys()]));
  const others = new Set(report.findings.flatMap(applicationsOf).filter((name) => name !== '' && !placed.has(name)));
  const groups = [...waves].sort(([a], [b]) => a - b).map(([wave, own]) => [`Wave ${wave}`, [...own]]);
  if (others.size > 0) groups.push(['Without a change', [...others].map((name) => [name, 0])]);
  return make(
    'ul',
    {},
    make('li', {}, choice('', 'All Applications')),
    ...groups.map(([title, own]) =>
      make('li', {}, make('details', { open: true }, make('summary', { class: 'quiet' }, title), branch(own))),
    ),
  );
}

function branch(applications) {
  return make(
    'ul',
    {},
    ...applications.map(([name, count]) => make('li', {}, choice(name, count === 0 ? name : `${name} (${count})`))),
  );
}

function choice(application, label) {
  const worst = severities.find((severity) =>
    report.findings.some((item) => item.severity === severity && applicationsOf(item).includes(application)),
  );
  return make(
    'button',
    {
      type: 'button',
      class: application === '' ? undefined : worst,
      'aria-pressed': String(state.application === application),
      'data-application': application,
      onclick: () => {
        state.application = state.application === application ? '' : application;
        draw();
      },
    },
    label,
  );
}

function tools() {
  const box = (label, checked, set) =>
    make(
      'label',
      {},
      make('input', {
        type: 'checkbox',
        checked,
        onchange: ({ target }) => {
          set(target.checked);
          draw();
        },
      }),
      ` ${label}`,
    );
  const search = make('input', {
    type: 'search',
    id: 'search',
    'aria-label': 'Search objects, fields and sentences',
    placeholder: 'Search objects, fields and sentences ( / )',
    oninput: ({ target }) => {
      state.text = target.value.trim().toLowerCase();
      draw();
    },
  });
  const environments = make(
    'select',
    {
      'aria-label': 'Environment',
      onchange: ({ target }) => {
        state.environment = target.value;
        draw();
      },
    },
    make('option', { value: '' }, 'all environments'),
    ...report.environments.map((name) => make('option', { value: name }, name)),
  );
  return make(
    'div',
    { class: 'tools', role: 'search' },
    search,
    make(
      'fieldset',
      { 'aria-label': 'Severity' },
      ...severities.map((severity) =>
        box(report.headings[severity], true, (on) => state.severities[on ? 'add' : 'delete'](severity)),
      ),
    ),
    environments,
    box('what means nothing', false, (on) => {
      state.noise = on;
    }),
    make('span', { class: 'quiet', id: 'shown', role: 'status' }),
  );
}

const sentences = (title, texts) =>
  texts.length === 0 ? undefined : make('p', {}, make('strong', {}, `${title}: `), texts.join(' · '));
const results = make('main', {});
const navigation = make('nav', { 'aria-label': 'Applications by wave' });

function draw() {
  const [findings, changes] = [shownFindings(), shownChanges()];
  const none = make('p', { class: 'quiet' }, 'Nothing that this search and these filters show.');
  navigation.replaceChildren(tree());
  results.replaceChildren(
    ...(findings.length > 0 ? [make('h2', {}, 'What happens'), ...findings.map(finding)] : []),
    ...(changes.length > 0 ? [make('h2', {}, 'What changes'), ...changes.map(change)] : []),
    ...(findings.length + changes.length === 0 ? [none] : []),
  );
  document.getElementById('shown').textContent = `${findings.length} findings, ${changes.length} changes`;
}

document.body.append(
  make(
    'header',
    {},
    make('h1', {}, report.summary.headline),
    make('ul', { class: 'counts' }, ...report.counts.map((text) => make('li', {}, text))),
    sentences('Not known', report.notChecked),
    sentences('Does not happen', report.doesNotHappen),
  ),
  tools(),
  make('div', { class: 'columns' }, navigation, results),
  make(
    'footer',
    {},
    make('p', {}, report.proofLine.join(' · ')),
    make('p', {}, 'Keys: / search · j next · k previous · Enter open or close · Esc clear'),
  ),
);
draw();

/** `/`, `j`, `k`, `Enter` and `Esc`, unless somebody types. */
document.addEventListener('keydown', (event) => {
  const search = document.getElementById('search');
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    search.value = '';
    Object.assign(state, { text: '', application: '' });
    search.blur();
    draw();
  } else if (event.target.matches('input, select')) return;
  else if (event.key === '/') {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'j' || event.key === 'k') move(event.key === 'j' ? 1 : -1);
});

function move(step) {
  const stops = [...results.querySelectorAll('article, div.change, details.change > summary')];
  const at = stops.indexOf(document.activeElement);
  const next =
    stops[at === -1 ? (step > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + step, 0), stops.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
