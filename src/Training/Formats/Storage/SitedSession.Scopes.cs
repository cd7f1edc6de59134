namespace Mantissa.Training.Formats.Storage;

internal abstract partial class SitedSession
{
    private SiteScope? _scope;
    private bool _frozen;

    private SiteScope CurrentScope => _scope ??= new SiteScope(this, outer: null, "");

    public override IDisposable Evaluation() => new Freeze(this);

    public override IDisposable Scope(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return _scope = CurrentScope.Inner(prefix);
    }

    private StorageSite Site(string name) => CurrentScope.Site(name);

    private StorageSite Find(string fullName)
    {
        if (!_sites.TryGetValue(fullName, out var site))
            _sites.Add(fullName, site = CreateSite(fullName));
        return site;
    }

    /// <summary>
    /// Site names repeat every step: the names inside one scope lead straight to their sites, and a scope that is entered again is the same
    /// object. Disposing it leaves it.
    /// </summary>
    private sealed class SiteScope(SitedSession session, SiteScope? outer, string prefix) : IDisposable
    {
        private readonly Dictionary<string, SiteScope> _inner = [];
        private readonly Dictionary<string, StorageSite> _sites = [];

        public SiteScope Inner(string name)
        {
            if (!_inner.TryGetValue(name, out var scope))
                _inner.Add(name, scope = new SiteScope(session, this, $"{prefix}{name}."));
            return scope;
        }

        public StorageSite Site(string name)
        {
            if (!_sites.TryGetValue(name, out var site))
                _sites.Add(name, site = session.Find(prefix + name));
            return site;
        }

        public void Dispose()
        {
            if (ReferenceEquals(session._scope, this))
                session._scope = outer;
        }
    }

    private sealed class Freeze : IDisposable
    {
        private readonly SitedSession _session;
        private readonly bool _before;

        public Freeze(SitedSession session) => ((_session, _before), session._frozen) = ((session, session._frozen), true);

        public void Dispose() => _session._frozen = _before;
    }
}
