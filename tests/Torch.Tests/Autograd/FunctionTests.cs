using System.Runtime.InteropServices;
using Mantissa.Torch.Tests.Reference;

namespace Mantissa.Torch.Tests.Autograd;

public class FunctionTests
{
    [Fact]
    public void Its_gradient_is_the_written_one() => FiniteDifferences.ShouldAgree(x => Cube.apply(x, 2.0), Grid.Wavy(9, 4, 3));

    [Fact]
    public void Several_results_and_arguments_of_any_kind()
    {
        var (a, b) = (tensor(3.0, requires_grad: true), tensor(4.0));
        var results = SumAndProduct.apply(a, "ignored", b);
        results[0].item<double>().ShouldBe(7);
        (results[0] + (results[1] * 10)).backward();
        a.grad!.item<double>().ShouldBe(41);
        b.grad.ShouldBeNull();
    }

    [Fact]
    public void An_unused_result_has_a_zero_gradient_or_null()
    {
        var a = tensor(3.0, requires_grad: true);
        SumAndProduct.apply(a, "zeros", tensor(4.0))[1].backward();
        a.grad!.item<double>().ShouldBe(4);
        a.grad = null;
        SumAndProduct.apply(a, "nulls", tensor(4.0))[1].backward();
        a.grad!.item<double>().ShouldBe(4);
    }

    [Fact]
    public void Nothing_is_recorded_without_a_gradient()
    {
        Cube.apply(ones(2), 1.0).requires_grad.ShouldBeFalse();
        using (no_grad()) Cube.apply(ones(2, requires_grad: true), 1.0).requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void It_may_change_its_input_in_place()
    {
        var x = tensor(new double[] { 1, -2, 3 }, requires_grad: true);
        var y = x * 1;
        var z = Rounded.apply(y);
        z.data<double>().ToArray().ShouldBe([0, 0, 4]);
        y.data<double>().ToArray().ShouldBe([0, 0, 4]);
        (z * tensor(new double[] { 1, 2, 3 })).sum().backward();
        x.grad!.data<double>().ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void It_works_in_the_middle_of_a_graph_and_more_than_once()
    {
        var x = tensor(2.0, requires_grad: true);
        Cube.apply(Cube.apply(x * 2, 1.0) / 8, 1.0).backward();
        x.grad!.item<double>().ShouldBe(9 * Math.Pow(2, 8), 1e-9);
    }

    [Fact]
    public void A_graph_that_is_alive_keeps_what_belongs_to_it()
    {
        var x = tensor(2.0, requires_grad: true);
        var alive = new List<(int Factor, Tensor Result)>();
        for (var factor = 0; factor < 24; factor++)
        {
            var result = Cube.apply(x, (double)factor);
            // Two of three graphs are gone before the next is made.
            if (factor % 3 == 0) alive.Add((factor, result));
            else result.Dispose();
        }

        foreach (var (factor, result) in alive)
        {
            for (var times = 1; times <= 2; times++)
            {
                result.backward(retain_graph: true);
                x.grad!.item<double>().ShouldBe(times * 12.0 * factor);
            }

            x.grad = null;
        }
    }

    [Fact]
    public void An_application_costs_little_more_than_its_tensors()
    {
        var x = tensor(2.0, requires_grad: true);
        object[] arguments = [x];
        Apply(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Apply(1000);
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBeLessThan(400);
        x.grad!.item<double>().ShouldBe(2000);

        void Apply(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var result = Passed.apply(arguments);
                result.backward();
            }
        }
    }

    [Fact]
    public void A_context_is_of_no_use_outside_of_its_calls()
    {
        Keeping.apply(ones(1));
        var context = Keeping.Context!;
        Should.Throw<InvalidOperationException>(() => context.get_data("key"));
        Should.Throw<InvalidOperationException>(() => context.save_data("key", "value"));
    }

    [Fact]
    public void Saved_tensors_that_changed_since_are_an_error()
    {
        var x = ones(2, requires_grad: true) * 1;
        var y = Cube.apply(x, 1.0);
        x.add_(1);
        Should.Throw<ExternalException>(() => y.sum().backward()).Message.ShouldContain("modified by an inplace operation");
    }

    [Fact]
    public void Exceptions_in_forward_and_backward_arrive_as_themselves()
    {
        Should.Throw<NotFiniteNumberException>(() => Failing.apply(ones(1, requires_grad: true), "forward")).Message.ShouldBe("forward");
        var y = Failing.apply(ones(1, requires_grad: true), "backward").sum();
        var error = Should.Throw<NotFiniteNumberException>(() => y.backward());
        error.Message.ShouldBe("backward");
        error.StackTrace!.ShouldContain(nameof(Failing));
        Failing.apply(ones(1, requires_grad: true), "none").item<float>().ShouldBe(2);
    }

    [Fact]
    public void A_native_error_inside_backward_keeps_its_message()
    {
        var y = Failing.apply(ones(1, requires_grad: true), "native").sum();
        Should.Throw<ExternalException>(() => y.backward()).Message.ShouldContain("cannot be multiplied");
    }

    [Theory]
    [InlineData("too few")]
    [InlineData("for a string")]
    public void Wrong_gradients_are_named(string mistake)
    {
        var y = Failing.apply(ones(1, requires_grad: true), mistake).sum();
        Should.Throw<InvalidOperationException>(() => y.backward()).Message.ShouldContain("Failing");
    }

    [Fact]
    public void The_collector_may_run_at_any_time()
    {
        var x = ones(3, requires_grad: true);
        var y = Cube.apply(x, 2.0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        y = Collecting.apply(y);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        y.sum().backward();
        x.grad!.data<float>().ToArray().ShouldBe([6, 6, 6]);
    }

    [Fact]
    public void Graphs_on_many_threads_do_not_meet() => Parallel.For(0, 64, i =>
    {
        using var scope = NewDisposeScope();
        var x = full([4], (double)i, dtype: float64, requires_grad: true);
        Cube.apply(x, 1.0).sum().backward();
        x.grad![0].item<double>().ShouldBe(3.0 * i * i, 1e-9);
    });

    /// <summary>factor · x³.</summary>
    public class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x, null!]);
            ctx.save_data("factor", vars[1]);
            return x * x * x * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            saved[1].ShouldBeNull();
            return [grad_output * saved[0].square() * (3 * (double)ctx.get_data("factor")), null!];
        }
    }

    public class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (a, b) = ((Tensor)vars[0], (Tensor)vars[2]);
            ctx.set_materialize_grads((string)vars[1] != "nulls");
            ctx.save_for_backward([a, b]);
            return [a + b, a * b];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            if (!ctx.MaterializeGrads) grad_outputs[0].ShouldBeNull();
            var sum = grad_outputs[0] ?? zeros_like(grad_outputs[1]);
            return [sum + (grad_outputs[1] * saved[1]), null!, sum + (grad_outputs[1] * saved[0])];
        }
    }

    /// <summary>To multiples of 4 in its input's memory, ties to even, with the gradient of the identity: what a storage format does.</summary>
    public class Rounded : autograd.SingleTensorFunction<Rounded>
    {
        public override string Name => nameof(Rounded);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.mark_dirty([x]);
            return x.div_(4).round_().mul_(4);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    public class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            if ((string)vars[1] == "forward") throw new NotFiniteNumberException("forward");
            ctx.save_data("mistake", vars[1]);
            return ((Tensor)vars[0]) * 2;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => (string)ctx.get_data("mistake") switch
        {
            "backward" => throw new NotFiniteNumberException("backward"),
            "native" => [zeros(2, 3).mm(zeros(2, 3)), null!],
            "too few" => [grad_output],
            _ => [grad_output, grad_output],
        };
    }

    /// <summary>The identity, with nothing that is made anew.</summary>
    public class Passed : autograd.SingleTensorFunction<Passed>
    {
        private static readonly List<Tensor> Gradients = [null!];

        public override string Name => nameof(Passed);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0];

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Gradients[0] = grad_output;
            return Gradients;
        }
    }

    public class Keeping : autograd.SingleTensorFunction<Keeping>
    {
        public static autograd.AutogradContext? Context { get; private set; }

        public override string Name => nameof(Keeping);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            (Context = ctx).save_data("key", "value");
            return ((Tensor)vars[0]) * 1;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    public class Collecting : autograd.SingleTensorFunction<Collecting>
    {
        public override string Name => nameof(Collecting);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            GC.Collect();
            return ((Tensor)vars[0]) * 1;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return [grad_output];
        }
    }
}
