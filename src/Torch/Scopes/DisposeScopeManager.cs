namespace TorchSharp;

/// <summary>Keeps one thread's stack of dispose scopes.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? singleton;

    // A training step opens the same scopes again and again; growing a new set for each would be most of what the step allocates.
    private const int LargestKept = 4096;
    private const int MostKept = 8;

    private readonly Stack<HashSet<IDisposable>> sets = new(MostKept);

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.Counts;

    internal static DisposeScopeManager ThreadSingleton => singleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Current { get; private set; }

    internal HashSet<IDisposable> TakeSet() => sets.TryPop(out var set) ? set : new(ReferenceEqualityComparer.Instance);

    internal void GiveBack(HashSet<IDisposable> set)
    {
        if (set.Capacity > LargestKept || sets.Count == MostKept) return;
        set.Clear();
        sets.Push(set);
    }

    /// <summary>Opens a scope.</summary>
    /// <param name="closed">One to use again, by whoever opens a scope many times a step; a new one where it is open.</param>
    internal DisposeScope Push(DisposeScope? closed = null)
    {
        var scope = closed is { IsOpen: false } ? closed : new DisposeScope();
        scope.OpenIn(this);
        return Current = scope;
    }

    /// <summary>Takes a scope out of the stack, wherever in it the scope is.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (ReferenceEquals(Current, scope))
        {
            Current = scope.OuterScope;
            return;
        }

        for (var inner = Current; inner is not null; inner = inner.OuterScope)
        {
            if (!ReferenceEquals(inner.OuterScope, scope)) continue;
            inner.OuterScope = scope.OuterScope;
            return;
        }
    }

    internal DisposeScope? Register(torch.Tensor tensor)
    {
        if (Current is null)
        {
            Counts.TensorStatistics.CreatedOutsideScopeCount++;
            return null;
        }

        Counts.TensorStatistics.CreatedInScopeCount++;
        Current.Add(tensor);
        return Current;
    }
}
