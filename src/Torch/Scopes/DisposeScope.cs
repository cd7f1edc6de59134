namespace TorchSharp;

/// <summary>
/// Disposes, at its end, every tensor that its thread made since its beginning and that was not moved out or detached.
/// Scopes nest; the innermost one takes new tensors. Made by <see cref="torch.NewDisposeScope"/>.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private static readonly HashSet<IDisposable> Nothing = [];

    private DisposeScopeManager? manager;
    private HashSet<IDisposable> disposables = Nothing;

    /// <summary>A closed scope, which <see cref="DisposeScopeManager.Push"/> opens.</summary>
    internal DisposeScope()
    {
    }

    public int DisposablesCount => Open(disposables).Count;

    /// <summary>A copy: it does not follow later changes.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Open(disposables)];

    internal DisposeScope? OuterScope { get; set; }

    internal bool IsOpen => manager is not null;

    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes everything in the scope but what is named, which stays in it.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var before = Open(disposables);
        disposables = manager!.TakeSet();
        disposables.UnionWith(inKeep);
        foreach (var disposable in before)
            if (!disposables.Contains(disposable)) disposable.Dispose();
        manager.GiveBack(before);
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    public void Dispose()
    {
        if (manager is null) return;
        DisposeEverything();
        manager.Remove(this);
        manager.GiveBack(disposables);
        (manager, disposables) = (null, Nothing);
    }

    /// <summary>Forgets a disposable that was disposed by somebody else.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        Open(disposables).Remove(disposable);
        if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
    }

    internal void OpenIn(DisposeScopeManager owner) => (manager, disposables, OuterScope) = (owner, owner.TakeSet(), owner.Current);

    internal void Add(torch.Tensor tensor) => disposables.Add(tensor);

    private T Open<T>(T value)
    {
        ObjectDisposedException.ThrowIf(manager is null, this);
        return value;
    }
}
