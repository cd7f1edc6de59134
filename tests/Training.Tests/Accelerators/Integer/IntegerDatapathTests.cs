using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;
using Xunit.Abstractions;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Tests.Accelerators.Integer;

/// <summary>The datapath as layers use it, and the tensor library on the same numbers.</summary>
public sealed class IntegerDatapathTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    /// <summary>
    /// Both sum the same products. In FP32, n − 1 additions of n rounded products are off by at most γₙ Σ|ab| in any order, with
    /// γₙ = nu / (1 − nu), u = 2⁻²⁴ (Higham 2002, section 3.1); the datapath rounds only where it flushes ⌈K / L⌉ chains.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Fast_and_exact_differ_by_less_than_the_bound(int seed)
    {
        var random = new RandomSequence(new CounterRandom(seed, "layer"));
        var (layer, input, terms) = RandomLayer(ref random, seed);
        using var owned = layer;
        foreach (var parameter in layer.parameters())
            Fill(parameter, seed, "parameter", 0.1f);
        var fast = Products(input, layer, layer.call);
        var exact = Products(input, layer, x => Datapath().Apply(layer, x));
        // The same three with all numbers positive: Σ|ab|.
        var magnitudes = Magnitudes(input, layer);
        var chain = new ProductChain(15, 15).Length;
        for (var i = 0; i < fast.Length; i++)
        {
            var bound = (Gamma(terms[i]) + Gamma((terms[i] / chain) + terms[i + 3])) * magnitudes[i];
            var difference = (fast[i] - exact[i]).abs();
            difference.le(bound).all().item<bool>().ShouldBeTrue($"product {i} of seed {seed}");
            var largest = where(magnitudes[i].gt(0), difference / magnitudes[i], zeros_like(difference)).max().item<float>();
            output.WriteLine($"{layer.GetName()} product {i}: {terms[i]} terms, differ by {largest:E2} of Σ|ab|, bound {Gamma(terms[i]) + Gamma((terms[i] / chain) + terms[i + 3]):E2}; "
                + $"{difference.gt(0).to_type(ScalarType.Float32).mean().item<float>():P1} of values differ");
        }
    }

    [Fact]
    public void Tensors_of_two_billion_values_are_refused_before_anything_is_made_of_them()
    {
        // One number in memory, seen 2³¹ times.
        var input = zeros(1).expand(1L << 28, 8);
        using var layer = Linear(8, 1, hasBias: false);
        Should.Throw<ArgumentException>(() => Datapath().Apply(layer, input)).Message.ShouldContain("at most 268,435,456 values; this one has 2,147,483,648");
    }

    [Fact]
    public void Another_device_than_the_processor_is_refused()
    {
        using var layer = Linear(8, 1);
        Should.Throw<TrainingInputException>(() => Datapath().Apply(layer, zeros([2, 8], device: META))).Field.ShouldBe("formatOptions.datapath");
    }

    [Fact]
    public void Gradients_of_gradients_are_those_of_the_tensor_library()
    {
        // Integers so small that neither rounds anything.
        foreach (var (layer, shape) in ((Module<Tensor, Tensor>, long[])[])
            [
                (Conv2d(2, 3, 3, stride: 2, padding: 1), [2, 2, 5, 6]),
                (ConvTranspose2d(2, 4, 4, stride: 2, padding: 1, groups: 2), [2, 2, 3, 4]),
                (Linear(6, 4), [3, 6]),
            ])
        {
            foreach (var parameter in layer.parameters())
                Small(parameter, 3, "weight");
            var fast = SecondOrder(layer, shape, layer.call);
            var exact = SecondOrder(layer, shape, x => Datapath().Apply(layer, x));
            exact.ShouldBe(fast);
            exact.ShouldContain(value => value != 0);
            layer.Dispose();
        }
    }

    [Fact]
    public void Layers_without_products_are_left_alone()
    {
        using var tanh = Tanh();
        Datapath().Apply(tanh, tensor([0.5f])).item<float>().ShouldBe(MathF.Tanh(0.5f), 1e-7f);
    }

    [Fact]
    public void Formats_of_more_than_sixteen_bits_are_refused() => Should.Throw<TrainingInputException>(
        () => IntegerDatapath.Create(17, new IntegerDatapathOptions { Datapath = Training.Accelerators.Integer.Datapath.Exact }, KernelThreads.Single))
        .Field.ShouldBe("formatOptions.datapath");

    private static IntegerDatapath Datapath() => new(16, new IntegerDatapathOptions(), KernelThreads.Single);

    private static double Gamma(double n) => n * Math.Pow(2, -24) / (1 - (n * Math.Pow(2, -24)));

    /// <summary>A layer with its input, the products in an element of result, input gradient and weight gradient, and the chains that begin anew.</summary>
    private static (Module<Tensor, Tensor> Layer, Tensor Input, int[] Terms) RandomLayer(ref RandomSequence random, int seed)
    {
        var (images, inputs, outputs, kernel, stride) = (random.Integer(4) + 1, 2 * (random.Integer(20) + 1), 2 * (random.Integer(20) + 1), random.Integer(4) + 1, random.Integer(2) + 1);
        var (padding, side, groups) = (random.Integer(kernel), kernel + random.Integer(12), random.Integer(2) + 1);
        switch (seed % 3)
        {
            case 0:
                return (Linear(inputs, outputs, hasBias: false), Sample(seed, images, inputs), [inputs, outputs, images, 1, 1, 1]);
            case 1:
                var result = ((side + (2 * padding) - kernel) / stride) + 1;
                return (
                    Conv2d(inputs, outputs, kernel, stride: stride, padding: padding, groups: groups, bias: false),
                    Sample(seed, images, inputs, side, side),
                    [inputs / groups * kernel * kernel, outputs / groups * kernel * kernel, images * result * result, 1, 1, images]);
            default:
                return (
                    ConvTranspose2d(inputs, outputs, kernel, stride: stride, padding: padding, groups: groups, bias: false),
                    Sample(seed, images, inputs, side, side),
                    [inputs / groups * kernel * kernel, outputs / groups * kernel * kernel, images * side * side, 1, 1, images]);
        }
    }

    private static Tensor[] Products(Tensor input, Module<Tensor, Tensor> layer, Func<Tensor, Tensor> apply)
    {
        var weight = layer.parameters().Single();
        var leaf = input.clone().requires_grad_();
        var result = apply(leaf);
        var upstream = empty_like(result);
        Fill(upstream, 77, "upstream", 1);
        result.backward([upstream]);
        var gradients = (Tensor[])[result.detach(), leaf.grad!.clone(), weight.grad!.clone()];
        weight.grad = null;
        return gradients;
    }

    private static Tensor[] Magnitudes(Tensor input, Module<Tensor, Tensor> layer)
    {
        var weight = layer.parameters().Single();
        var kept = weight.detach().clone();
        using (no_grad())
            weight.copy_(kept.abs());
        var leaf = input.abs().requires_grad_();
        var result = layer.call(leaf);
        var upstream = empty_like(result);
        Fill(upstream, 77, "upstream", 1);
        result.backward([upstream.abs()]);
        var magnitudes = (Tensor[])[result.detach(), leaf.grad!.clone(), weight.grad!.clone()];
        using (no_grad())
            weight.copy_(kept);
        weight.grad = null;
        return magnitudes;
    }

    private static float[] SecondOrder(Module<Tensor, Tensor> layer, long[] shape, Func<Tensor, Tensor> apply)
    {
        var input = zeros(shape);
        Small(input, 5, "input");
        input.requires_grad_();
        var result = apply(input);
        var upstream = zeros_like(result);
        Small(upstream, 7, "upstream");
        upstream.requires_grad_();
        var gradient = autograd.grad([result], [input], [upstream], create_graph: true)[0];
        gradient.mul(tensor(2f)).sum().backward();
        var weight = layer.parameters().First();
        var all = (float[])[.. Values(result), .. Values(gradient), .. Values(upstream.grad!), .. Values(weight.grad!)];
        weight.grad = null;
        return all;
    }

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static Tensor Sample(int seed, params long[] shape)
    {
        var sample = empty(shape);
        Fill(sample, seed, "input", 1);
        return sample;
    }

    /// <summary>Normal numbers of 15 bits with one exponent, which the datapath reads as they are.</summary>
    private static void Fill(Tensor tensor, int seed, string name, float deviation)
    {
        var values = new float[tensor.numel()];
        new CounterRandom(seed, name).FillNormal(values);
        values = [.. values.Select(value => value * deviation)];
        using var operand = IntegerOperand.Quantise(values, 15);
        Copy(tensor, [.. values.Select((_, i) => MathF.ScaleB(operand.Mantissas[i], operand.Exponent))]);
    }

    private static void Small(Tensor tensor, int seed, string name)
    {
        var random = new CounterRandom(seed, name);
        Copy(tensor, [.. Enumerable.Range(0, (int)tensor.numel()).Select(i => (float)(random.Integer((ulong)i, 7) - 3))]);
    }

    private static void Copy(Tensor tensor, float[] values)
    {
        using var inference = no_grad();
        tensor.copy_(TorchSharp.torch.tensor(values).view(tensor.shape));
    }
}
