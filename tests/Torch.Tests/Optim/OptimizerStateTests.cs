using Mantissa.Torch.Tests.Reference;
using TorchSharp.Modules;

namespace Mantissa.Torch.Tests.Optim;

public class OptimizerStateTests
{
    [Fact]
    public void Momentum_can_be_read_and_written()
    {
        var w = nn.Parameter(tensor(new float[] { 1, 2 }));
        using var optimizer = optim.SGD([w], 0.5, momentum: 0.5);
        Step(optimizer, w);
        var state = (SGD.State)optimizer.state_dict().State[0];
        state.momentum_buffer!.data<float>().ToArray().ShouldBe([1, 1]);
        state.momentum_buffer.fill_(8);
        Step(optimizer, w);
        w.data<float>().ToArray().ShouldBe([0.5f - (0.5f * 5), 1.5f - (0.5f * 5)]);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    public void A_saved_state_continues_exactly(string rule)
    {
        var w = nn.Parameter(Grid.Wavy(1, 6).ToTensor());
        using var optimizer = Make(rule, w);
        for (var i = 0; i < 3; i++) Square(optimizer, w);

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        optimizer.save_state_dict(writer);
        stream.Position = 0;
        var copy = nn.Parameter(w.detach().clone());
        using var other = Make(rule, copy);
        other.load_state_dict(new BinaryReader(stream));
        var third = nn.Parameter(w.detach().clone());
        using var another = Make(rule, third);
        another.load_state_dict(optimizer.state_dict());

        for (var i = 0; i < 3; i++)
        {
            Square(optimizer, w);
            Square(other, copy);
            Square(another, third);
        }

        copy.Equals(w).ShouldBeTrue();
        third.Equals(w).ShouldBeTrue();
    }

    [Fact]
    public void States_of_other_optimizers_are_refused()
    {
        var w = nn.Parameter(ones(2));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        optim.SGD([w], 0.1).save_state_dict(writer);
        stream.Position = 0;
        Should.Throw<InvalidDataException>(() => optim.Adam([w]).load_state_dict(new BinaryReader(stream)));
        Should.Throw<ArgumentException>(() => optim.SGD([w], 0.1).load_state_dict(optim.SGD([w, nn.Parameter(ones(1))], 0.1).state_dict()));
    }

    [Fact]
    public void Groups_have_their_own_rate()
    {
        var (a, b) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        using var optimizer = new SGD([new SGD.ParamGroup([a], lr: 1), new SGD.ParamGroup { Parameters = [b] }], 0.25);
        (a.sum() + b.sum()).backward();
        optimizer.step();
        a.item<float>().ShouldBe(0);
        b.item<float>().ShouldBe(0.75f);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0;
        optimizer.step();
        b.item<float>().ShouldBe(0.75f);
        optimizer.parameters().Count().ShouldBe(2);
        Should.Throw<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup([a])));
    }

    [Fact]
    public void A_closure_computes_the_loss()
    {
        var w = nn.Parameter(ones(1));
        using var optimizer = optim.SGD([w], 0.5);
        var loss = optimizer.step(() =>
        {
            var value = w.square().sum();
            value.backward();
            return value;
        });
        loss!.item<float>().ShouldBe(1);
        w.item<float>().ShouldBe(0);
    }

    private static OptimizerHelper Make(string rule, Parameter w) => rule switch
    {
        "sgd" => optim.SGD([w], 0.1, momentum: 0.9),
        "rmsprop" => optim.RMSProp([w], 0.01, momentum: 0.9, centered: true),
        _ => optim.Adam([w], 0.01, amsgrad: true),
    };

    private static void Step(OptimizerHelper optimizer, Parameter w)
    {
        optimizer.zero_grad();
        w.sum().backward();
        optimizer.step();
    }

    private static void Square(OptimizerHelper optimizer, Parameter w)
    {
        optimizer.zero_grad();
        w.square().sum().backward();
        optimizer.step();
    }
}
