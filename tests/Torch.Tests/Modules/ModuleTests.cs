using TorchSharp.Modules;

namespace Mantissa.Torch.Tests.Modules;

public sealed class ModuleTests : IDisposable
{
    private readonly Residual module = new();

    public void Dispose() => module.Dispose();

    [Fact]
    public void Components_are_found_by_field()
    {
        module.named_parameters().Select(p => p.name).ShouldBe(
            ["scale", "convolution.weight", "norm.weight", "norm.bias", "head.0.weight", "head.0.bias"], ignoreOrder: true);
        module.named_buffers().Select(b => b.name).ShouldBe(
            ["offset", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"], ignoreOrder: true);
        module.named_modules().Select(m => m.name).ShouldContain("head.0");
        module.get_parameter("head.0.weight")!.shape.ShouldBe([2, 4]);
        module.get_buffer("norm.running_var").ShouldNotBeNull();
        module.has_parameter("head.1.weight").ShouldBeFalse();
        module.parameters().Count().ShouldBe(6);
        module.GetName().ShouldBe(nameof(Residual));
    }

    [Fact]
    public void State_makes_a_round_trip()
    {
        var copy = new Residual();
        var state = module.state_dict();
        state.Keys.ShouldContain("norm.num_batches_tracked");
        copy.load_state_dict(state);
        foreach (var (name, tensor) in copy.state_dict()) tensor.Equals(state[name]).ShouldBeTrue(name);

        state.Remove("scale");
        Should.Throw<InvalidOperationException>(() => copy.load_state_dict(state)).Message.ShouldContain("scale");
        copy.load_state_dict(state, strict: false).missing_keys.ShouldBe(["scale"]);
    }

    [Fact]
    public void Files_hold_the_state()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        module.save(writer);
        stream.Position = 0;
        var copy = new Residual();
        copy.load(new BinaryReader(stream));
        var x = randn(2, 1, 4, 4);
        copy.call(x).Equals(module.call(x)).ShouldBeTrue();
    }

    [Fact]
    public void Modes_reach_every_module()
    {
        module.eval();
        module.norm.training.ShouldBeFalse();
        module.train();
        module.norm.training.ShouldBeTrue();
        var count = 0;
        module.apply(_ => count++);
        count.ShouldBe(1 + module.modules().Count());
    }

    [Fact]
    public void Conversion_keeps_the_objects_and_their_gradients()
    {
        var weight = module.convolution.weight;
        module.call(randn(2, 1, 4, 4)).sum().backward();
        var gradient = weight.grad!.@double();
        module.to(ScalarType.Float64).ShouldBeSameAs(module);
        module.convolution.weight.ShouldBeSameAs(weight);
        weight.dtype.ShouldBe(ScalarType.Float64);
        weight.requires_grad.ShouldBeTrue();
        weight.is_leaf.ShouldBeTrue();
        weight.grad!.Equals(gradient).ShouldBeTrue();
        module.norm.num_batches_tracked!.dtype.ShouldBe(ScalarType.Int64);
        module.call(randn(2, 1, 4, 4, dtype: float64)).dtype.ShouldBe(ScalarType.Float64);
        Should.Throw<ArgumentException>(() => module.to(ScalarType.Int32));
    }

    [Fact]
    public void Gradients_are_cleared()
    {
        module.call(randn(2, 1, 4, 4)).sum().backward();
        module.zero_grad(set_to_none: false);
        module.convolution.weight.grad!.abs().max().item<float>().ShouldBe(0);
        module.zero_grad();
        module.convolution.weight.grad.ShouldBeNull();
    }

    [Fact]
    public void Hooks_see_and_change_arguments_and_results()
    {
        using var linear = nn.Linear(2, 2);
        var before = linear.register_forward_pre_hook((_, input) => input * 0);
        linear.register_forward_hook((_, _, result) => result + 1);
        linear.call(ones(1, 2)).Equals((linear.bias! + 1).unsqueeze(0)).ShouldBeTrue();
        before.remove();
        linear.call(ones(1, 2)).Equals(linear.forward(ones(1, 2)) + 1).ShouldBeTrue();
    }

    [Fact]
    public void Names_are_unique_and_without_dots()
    {
        Should.Throw<InvalidOperationException>(() => module.register_parameter("scale", nn.Parameter(ones(1))));
        Should.Throw<ArgumentException>(() => module.register_module("a.b", nn.ReLU()));
        Should.Throw<ArgumentNullException>(() => module.register_buffer("nothing", null!));
        Should.Throw<InvalidOperationException>(() => nn.ReLU().register_parameter("p", nn.Parameter(ones(1))));
    }

    [Fact]
    public void Layers_made_in_a_scope_outlive_it()
    {
        Linear linear;
        using (NewDisposeScope()) linear = nn.Linear(3, 2);
        linear.call(ones(1, 3)).shape.ShouldBe([1, 2]);
    }

    private sealed class Residual : nn.Module<Tensor, Tensor>
    {
        public readonly Conv2d convolution = nn.Conv2d(1, 4, 3, padding: 1, bias: false);
        public readonly BatchNorm2d norm = nn.BatchNorm2d(4);
        private readonly Parameter scale = nn.Parameter(ones(1));
        private readonly Tensor offset = zeros(1);
        private readonly ModuleList<Linear> head = nn.ModuleList(nn.Linear(4, 2));

        public Residual()
            : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = nn.functional.relu(norm.call(convolution.call(input)));
            return head[0].call(((x * scale) + offset + input).mean([2, 3]));
        }
    }
}
