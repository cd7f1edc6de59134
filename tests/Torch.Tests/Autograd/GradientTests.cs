using System.Runtime.InteropServices;
using Mantissa.Torch.Tests.Reference;

namespace Mantissa.Torch.Tests.Autograd;

public class GradientTests
{
    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "exp", x => x.exp() },
        { "sigmoid", x => x.sigmoid() },
        { "tanh", x => x.tanh() },
        { "quotient", x => 1 / (x.square() + 1) },
        { "power", x => (x + 3).pow(1.7) },
        { "softmax", x => x.softmax(1) },
        { "log_softmax", x => x.log_softmax(1) },
        { "logsumexp", x => x.logsumexp(0) },
        { "variance", x => x.var([1], unbiased: false) },
        { "norm", x => x.norm() },
        { "matmul", x => x.matmul(x.t()) },
        { "permuted copy", x => x.t().contiguous().reshape(3, 4).mul(x.reshape(3, 4)) },
        { "gathered rows", x => x.index_select(0, tensor(new long[] { 1, 1, 0 })) },
        { "slices", x => x[TensorIndex.Colon, 1..3] * x[TensorIndex.Colon, 0].unsqueeze(1) },
        { "padding", x => nn.functional.pad(x, [1, 2, 0, 1]).square() },
        { "leaky_relu", x => nn.functional.leaky_relu(x, 0.2) },
        { "layer_norm", x => nn.functional.layer_norm(x, [4]) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Gradients_agree_with_differences(string name, Func<Tensor, Tensor> function)
    {
        name.ShouldNotBeEmpty();
        FiniteDifferences.ShouldAgree(function, Grid.Wavy(4, 3, 4));
    }

    [Fact]
    public void Gradients_accumulate_until_they_are_cleared()
    {
        var x = ones(2, requires_grad: true);
        x.grad.ShouldBeNull();
        (x * 3).sum().backward();
        (x * 3).sum().backward();
        x.grad!.data<float>().ToArray().ShouldBe([6, 6]);
        x.grad = null;
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void Grad_returns_gradients_without_storing_them()
    {
        var (x, y) = (tensor(2.0, requires_grad: true), tensor(3.0, requires_grad: true));
        var gradients = autograd.grad([x * x * y], [x, y]);
        gradients[0].item<double>().ShouldBe(12);
        gradients[1].item<double>().ShouldBe(4);
        x.grad.ShouldBeNull();

        autograd.grad([x * 2], [x, y], allow_unused: true)[1].ShouldBeNull();
        Should.Throw<ExternalException>(() => autograd.grad([x * 2], [x, y]));
    }

    [Fact]
    public void Second_derivatives()
    {
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        first.backward();
        x.grad!.item<double>().ShouldBe(12, 1e-12);
    }

    [Fact]
    public void A_graph_runs_once_unless_it_is_retained()
    {
        var x = tensor(2.0, requires_grad: true);
        var y = x * x;
        y.backward(retain_graph: true);
        y.backward();
        Should.Throw<ExternalException>(() => y.backward()).Message.ShouldContain("second time");
    }

    [Fact]
    public void Weighted_backward_of_several_tensors()
    {
        var x = ones(3, requires_grad: true);
        autograd.backward([x * 2, x * 3], [full([3], 10f), ones(3)]);
        x.grad!.data<float>().ToArray().ShouldBe([23, 23, 23]);
    }

    [Fact]
    public void Detached_and_frozen_tensors_have_no_history()
    {
        var x = ones(2, requires_grad: true);
        (x * 2).detach().requires_grad.ShouldBeFalse();
        x.requires_grad_(false);
        (x * 2).requires_grad.ShouldBeFalse();
        Should.Throw<ExternalException>(() => (x * 2).sum().backward());
    }

    [Fact]
    public void Anomaly_mode_points_at_the_first_nan()
    {
        var x = zeros(1, requires_grad: true);
        using (autograd.detect_anomaly()) Should.Throw<ExternalException>(() => x.sqrt().mul(0).sum().backward()).Message.ShouldContain("nan");
        AnomalyMode.IsEnabled.ShouldBeFalse();
    }
}
