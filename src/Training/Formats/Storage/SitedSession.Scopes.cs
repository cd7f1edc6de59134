namespace Mantissa.Training.Formats.Storage;

internal abstract partial class SitedSession
{
    // Site names repeat every step; the names inside one scope lead straight to their sites.
    private readonly Dictionary<string, Dictionary<string, StorageSite>> _scopes = [];
    private string _prefix = "";
    private bool _frozen;

    public override IDisposable Evaluation()
    {
        var before = _frozen;
        _frozen = true;
        return new Restore(() => _frozen = before);
    }

    public override IDisposable Scope(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var before = _prefix;
        _prefix += prefix + ".";
        return new Restore(() => _prefix = before);
    }

    private StorageSite Site(string name)
    {
        if (!_scopes.TryGetValue(_prefix, out var scope))
            _scopes.Add(_prefix, scope = []);
        if (!scope.TryGetValue(name, out var site))
            scope.Add(name, site = Find(_prefix + name));
        return site;
    }

    private StorageSite Find(string fullName)
    {
        if (!_sites.TryGetValue(fullName, out var site))
            _sites.Add(fullName, site = CreateSite(fullName));
        return site;
    }

    private sealed class Restore(Action restore) : IDisposable
    {
        private Action? _restore = restore;

        public void Dispose()
        {
            _restore?.Invoke();
            _restore = null;
        }
    }
}
