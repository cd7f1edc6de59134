namespace Mantissa.Torch.Tests.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inside, kept, outside = ones(1);
        using (var scope = NewDisposeScope())
        {
            inside = ones(1) + 1;
            kept = ones(1).DetachFromDisposeScope();
            scope.Contains(inside).ShouldBeTrue();
            scope.Contains(outside).ShouldBeFalse();
        }

        inside.IsInvalid.ShouldBeTrue();
        kept.IsInvalid.ShouldBeFalse();
        outside.IsInvalid.ShouldBeFalse();
        CurrentDisposeScope.ShouldBeNull();
    }

    [Fact]
    public void Moving_outwards_and_into_other_scopes()
    {
        using var outer = NewDisposeScope();
        Tensor moved, other, last;
        using (var inner = NewDisposeScope())
        {
            moved = ones(1).MoveToOuterDisposeScope();
            other = ones(1).MoveToOtherDisposeScope(moved);
            last = ones(1);
            var (a, b) = inner.MoveToOuter(ones(1), ones(2));
            outer.Contains(a).ShouldBeTrue();
            b.numel().ShouldBe(2);
        }

        last.IsInvalid.ShouldBeTrue();
        outer.DisposablesCount.ShouldBe(4);
        outer.DisposeEverythingBut(other);
        moved.IsInvalid.ShouldBeTrue();
        other.IsInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Attaching_takes_a_tensor_from_its_scope()
    {
        var free = ones(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(free);
            scope.Attach(free);
            scope.DisposablesCount.ShouldBe(1);
            free.Dispose();
            scope.DisposablesCount.ShouldBe(0);
        }

        Should.Throw<InvalidOperationException>(() =>
        {
            using var scope = NewDisposeScope();
            scope.Attach(new MemoryStream());
        });
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() =>
        {
            CurrentDisposeScope.ShouldBeNull();
            elsewhere = ones(1);
        });
        thread.Start();
        thread.Join();
        scope.Contains(elsewhere!).ShouldBeFalse();
    }

    [Fact]
    public void Scopes_may_end_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        CurrentDisposeScope.ShouldBeSameAs(inner);
        inner.Dispose();
        inner.Dispose();
        CurrentDisposeScope.ShouldBeNull();
        Should.Throw<ObjectDisposedException>(() => inner.DisposablesCount);
    }

    [Fact]
    public void An_expression_leaves_its_result_only()
    {
        using var scope = NewDisposeScope();
        WrappedTensorDisposeScope(() => (ones(2) * 3) + 1).sum().item<float>().ShouldBe(8);
        scope.DisposablesCount.ShouldBe(2);
    }
}
