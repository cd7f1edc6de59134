using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Kernels;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Storage;

/// <summary>What autograd and other readers of a tensor see of a store.</summary>
public sealed class StoreTests
{
    private static readonly float[] Coarse = [1000, 1, 0.3f, -700];
    private static readonly float[] Fine = [1.001f, 0.3f, -0.7f, 0.0101f];

    [Fact]
    public void A_result_is_stored_in_its_own_memory()
    {
        using var session = FormatSessions.Create("flex8+5");
        var result = tensor(Fine).requires_grad_() * 1;
        var stored = session.Store(result, "a");
        Values(result).ShouldBe(Quantised(Fine, 8, -6));
        Values(stored).ShouldBe(Values(result));
    }

    [Fact]
    public void Relu_and_tanh_see_their_result_as_it_was_stored()
    {
        using var session = FormatSessions.Create("flex8+5");
        var input = tensor([1f, 1e-4f, -1f, 0.5f]).requires_grad_();
        session.Store(nn.functional.relu(input), "relu").sum().backward();
        // 10⁻⁴ was flushed to zero: no gradient passes there.
        Values(input.grad!).ShouldBe([1, 0, 0, 1]);

        var other = tensor([0.3f, 2f]).requires_grad_();
        var stored = session.Store(other.tanh(), "tanh");
        stored.sum().backward();
        Values(other.grad!).ShouldBe(Quantised([1, 1], 8, 0).Zip(Values(stored), (g, y) => g * (1 - (y * y))), 1e-6);
    }

    [Fact]
    public void A_leaf_keeps_its_value()
    {
        using var session = FormatSessions.Create("flex8+5");
        var leaf = tensor(Fine).requires_grad_();
        var stored = session.Store(leaf, "a");
        Values(leaf).ShouldBe(Fine);
        Values(stored).ShouldBe(Quantised(Fine, 8, -6));
    }

    [Theory]
    [InlineData("flex8+5")]
    [InlineData("bf16")]
    [InlineData("mxint8")]
    public void The_order_of_the_dimensions_in_memory_makes_no_difference(string format)
    {
        using var plain = FormatSessions.Create(format);
        using var turned = FormatSessions.Create(format);
        var values = arange(2 * 3 * 4 * 5, dtype: float32).mul(0.7f).sin().view(2, 3, 4, 5);
        var slopes = values.mul(3).cos();
        var (expected, expectedGradient) = Through(plain, values, slopes);
        var (stored, gradient) = Through(turned, ChannelsLast(values), ChannelsLast(slopes));
        stored.ShouldBe(expected);
        gradient.ShouldBe(expectedGradient);

        static Tensor ChannelsLast(Tensor images) => images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

        static (float[] Stored, float[] Gradient) Through(FormatSession session, Tensor values, Tensor slopes)
        {
            var leaf = values.detach().requires_grad_();
            var stored = session.Store(leaf, "a");
            (stored * slopes).sum().backward();
            return (Values(stored), Values(leaf.grad!));
        }
    }

    [Fact]
    public void A_tensor_used_twice_is_stored_for_each_use()
    {
        using var session = FormatSessions.Create("flex8+5");
        // The first site has learnt to expect a thousand times more than the second.
        session.Store(tensor(Coarse), "wide");
        session.AfterForward();
        var result = tensor(Fine).requires_grad_() * 1;
        var narrow = session.Store(result, "narrow");
        var before = Values(narrow);
        var wide = session.Store(result, "wide");
        Values(narrow).ShouldBe(before);
        Values(wide).ShouldNotBe(before);
        // So does a view of it.
        session.Store(narrow.narrow(0, 1, 2), "wide");
        Values(narrow).ShouldBe(before);
    }

    [Theory]
    [InlineData("flex8+5")]
    [InlineData("dfp8")]
    [InlineData("bf16")]
    [InlineData("fp8-e4m3")]
    [InlineData("fp8-e5m2")]
    [InlineData("mxint8")]
    public void A_second_use_counts_as_if_it_were_stored_again(string format)
    {
        using var once = FormatSessions.Create(format);
        using var again = FormatSessions.Create(format);
        for (var step = 0; step < 6; step++)
        {
            // From the fourth step on the values overflow for a while.
            float[] values = [.. Fine.Select(value => value * (step > 2 ? 40 : 1))];
            var shared = tensor(values);
            var first = once.Store(shared, "first");
            var second = once.Store(shared, "second");
            if (step > 0)
                ReferenceEquals(second, shared).ShouldBeTrue();
            var separate = again.Store(tensor(values), "first");
            Values(again.Store(separate.clone(), "second")).ShouldBe(Values(second));
            Values(first).ShouldBe(Values(separate));
            once.AfterForward();
            again.AfterForward();
            once.SaveState().ToJsonString().ShouldBe(again.SaveState().ToJsonString());
        }
    }

    [Fact]
    public void An_addition_gives_each_branch_the_gradient_in_its_own_exponent()
    {
        using var session = FormatSessions.Create("flex8+5");
        // Steps of different magnitude first, so that the sites of the two gradients have different exponents.
        foreach (var (site, gradient) in (ReadOnlySpan<(string, float[])>)[("left", Coarse), ("right", Fine)])
        {
            session.Store(tensor(Fine).requires_grad_() * 1, site).backward([tensor(gradient)]);
            session.AfterForward();
            session.AfterBackward();
        }

        var (left, right) = (tensor(Fine).requires_grad_(), tensor(Fine).requires_grad_());
        var incoming = tensor(Fine);
        var sum = session.Store(left * 1, "left") + session.Store(right * 1, "right");
        session.AfterForward();
        var exponents = Exponents(session);
        exponents["right.grad"].ShouldBeLessThan(exponents["left.grad"]);
        sum.backward([incoming]);
        Values(left.grad!).ShouldBe(Quantised(Fine, 8, exponents["left.grad"]));
        Values(right.grad!).ShouldBe(Quantised(Fine, 8, exponents["right.grad"]));
        Values(incoming).ShouldBe(Fine);
    }

    [Fact]
    public void A_residual_network_has_the_gradients_of_stores_that_share_no_memory()
    {
        var expected = ResidualGradients(new OutOfPlace(FormatSessions.Create("flex16+5")));
        var actual = ResidualGradients(FormatSessions.Create("flex16+5"));
        actual.ShouldBe(expected);
    }

    [Fact]
    public void A_gradient_of_repeated_elements_is_stored()
    {
        using var session = FormatSessions.Create("flex16+5");
        var input = tensor(Fine).requires_grad_();
        // sum() sends one number back, seen from every element.
        session.Store(input * 1, "a").sum().backward();
        Values(input.grad!).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void Weights_are_stored_in_place_even_with_gaps_in_memory()
    {
        using var session = FormatSessions.Create("flex8+5");
        var memory = tensor([1f, 1.001f, 7f, 0.3f, -0.7f, 7f]).view(2, 3);
        session.StoreInPlace(memory.narrow(1, 0, 2), "w.weight");
        Values(memory).ShouldBe([1, 1, 7, .. Quantised([0.3f, -0.7f], 8, -6).Take(1), -0.703125f, 7]);
    }

    [Fact]
    public void A_scope_has_sites_of_its_own()
    {
        using var session = FormatSessions.Create("flex16+5");
        using (session.Scope("real"))
            session.Store(tensor(Coarse), "a");
        using (session.Scope("fake"))
        using (session.Scope("again"))
            session.Store(tensor(Fine), "a");
        session.Store(tensor(Fine), "a");
        Exponents(session).Keys.ShouldBe(["real.a", "fake.again.a", "a"]);
    }

    [Fact]
    public void Nothing_is_kept_alive_by_stores()
    {
        using var session = FormatSessions.Create("flex16+5");
        using (NewDisposeScope())
        {
            for (var step = 0; step < 3; step++)
            {
                var input = tensor(Fine).requires_grad_();
                session.Store(input * 2, "a").sum().backward();
                session.AfterBackward();
            }
        }

        using var counted = NewDisposeScope();
        var value = tensor(Fine);
        session.Store(value, "a");
        counted.DisposablesCount.ShouldBe(1);
    }

    private static float[] ResidualGradients(FormatSession session)
    {
        using (session)
        {
            // A generator of its own: other tests draw from the global one at the same time.
            using var generator = new Generator(4, CPU);
            Tensor Random(params long[] shape) => randn(shape, generator: generator);
            var (first, second) = (Random(8, 3, 3, 3), Random(8, 8, 3, 3));
            first.requires_grad_();
            second.requires_grad_();
            for (var step = 0; step < 3; step++)
            {
                first.grad?.zero_();
                second.grad?.zero_();
                var input = session.Store(Random(4, 3, 10, 10), "input");
                var main = session.Store(nn.functional.conv2d(input, first, padding: [1, 1]), "conv1.activation");
                var shortcut = session.Store(main, "shortcut");
                var residual = session.Store(nn.functional.conv2d(main, second, padding: [1, 1]), "conv2.activation");
                var sum = session.Store(nn.functional.relu(residual + shortcut), "relu");
                session.AfterForward();
                (sum * sum).sum().backward();
                session.AfterBackward();
            }

            return [.. Values(first.grad!), .. Values(second.grad!)];
        }
    }

    private static Dictionary<string, int> Exponents(FormatSession session) =>
        session.SaveState()["sites"]!.AsObject().ToDictionary(
            pair => pair.Key, pair => pair.Value!["format"]!["autoflex"]!["exponent"]!.GetValue<int>());

    private static float[] Quantised(float[] values, int bits, int exponent)
    {
        var stored = values.ToArray();
        FixedPointKernel.Quantise(stored, new FixedPointGrid(bits, exponent));
        return stored;
    }

    private static float[] Values(Tensor value) => value.detach().contiguous().data<float>().ToArray();

    /// <summary>Gives the session its own copy of everything, values and gradients: the plain meaning of a store.</summary>
    private sealed class OutOfPlace(FormatSession inner) : FormatSession
    {
        public override Tensor Store(Tensor value, string site, TensorUse use = TensorUse.Any) =>
            CopyFunction.apply(inner.Store(CopyFunction.apply(value), site, use));

        public override bool StoreInPlace(Tensor value, string site, TensorUse use = TensorUse.Any) => inner.StoreInPlace(value, site, use);

        public override void AfterForward() => inner.AfterForward();

        public override void AfterBackward() => inner.AfterBackward();

        public override JsonObject SaveState() => inner.SaveState();

        public override void LoadState(JsonObject state) => inner.LoadState(state);

        public override void Report(Action<string, double> scalar) => inner.Report(scalar);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class CopyFunction : autograd.SingleTensorFunction<CopyFunction>
    {
        public override string Name => "Copy";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output.clone()];
    }
}
