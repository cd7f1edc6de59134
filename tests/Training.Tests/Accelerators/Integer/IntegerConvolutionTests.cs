using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Kernels;
using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Accelerators.Integer;

/// <summary>Against 64-bit integers, bit for bit, with everything that can multiply here and any number of threads.</summary>
public sealed class IntegerConvolutionTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void All_three_products_of_random_shapes(int seed)
    {
        var shape = RandomShape(seed);
        var headroom = seed % 4;
        var stored = seed % 5 == 0 ? 8 : 16;
        foreach (var instructions in IntegerInstructionSets.Available)
        {
            using var threads = new KernelThreads((seed % 3) + 1);
            var arithmetic = new IntegerArithmetic(headroom, 0, threads, instructions);
            var bits = arithmetic.OperandBits(stored);
            using var input = Operand(shape.Images * shape.Groups * shape.Inputs * shape.Input.Area, bits, seed, "input");
            using var weight = Operand(shape.Groups * shape.Outputs * shape.Inputs * shape.Kernel.Area, bits, seed, "weight");
            using var output = Operand(shape.Images * shape.Groups * shape.Outputs * shape.Output.Area, bits, seed, "output");
            var convolution = new IntegerConvolution(shape, arithmetic);
            var reference = new ConvolutionReference(shape, arithmetic.Chain(input, weight));
            Check(output.Length, result => convolution.Result(input, weight, result), visit => reference.Result(input, weight, visit), input, weight);
            Check(input.Length, result => convolution.Input(output, weight, result), visit => reference.Input(output, weight, visit), output, weight);
            Check(weight.Length, result => convolution.Weight(input, output, result), visit => reference.Weight(input, output, visit), input, output);
            arithmetic.Overflows.ShouldBe(0);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_fully_connected_layer_is_a_convolution_of_one_pixel(int seed)
    {
        var random = new RandomSequence(new CounterRandom(seed, "linear"));
        var (images, inputs, outputs) = (random.Integer(9) + 1, random.Integer(50) + 1, random.Integer(40) + 1);
        var pixel = new Plane(1, 1);
        var shape = new ConvolutionShape(images, 1, inputs, outputs, pixel, pixel, pixel, default, pixel);
        foreach (var instructions in IntegerInstructionSets.Available)
        {
            var arithmetic = new IntegerArithmetic(seed % 3, 0, KernelThreads.Single, instructions);
            var bits = arithmetic.OperandBits(16);
            using var input = Operand(images * inputs, bits, seed, "input");
            using var weight = Operand(outputs * inputs, bits, seed, "weight");
            using var output = Operand(images * outputs, bits, seed, "output");
            var linear = new IntegerLinear(images, inputs, outputs, arithmetic);
            var reference = new ConvolutionReference(shape, arithmetic.Chain(input, weight));
            Check(output.Length, result => linear.Result(input, weight, result), visit => reference.Result(input, weight, visit), input, weight);
            Check(input.Length, result => linear.Input(output, weight, result), visit => reference.Input(output, weight, visit), output, weight);
            // Here the images are one sum, there each has chains of its own: the same where nothing is rounded.
            var sums = new float[weight.Length];
            linear.Weight(input, output, sums);
            var next = 0;
            for (var o = 0; o < outputs; o++)
                for (var i = 0; i < inputs; i++)
                {
                    var sum = new ChainReference(arithmetic.Chain(input, output), input.Exponent + output.Exponent);
                    for (var n = 0; n < images; n++)
                        sum.Add(input.Mantissas[(n * inputs) + i], output.Mantissas[(n * outputs) + o]);
                    sums[next++].ShouldBe(sum.Value());
                }
        }
    }

    [Fact]
    public void Small_numbers_give_the_exact_integers()
    {
        // 8-bit operands: a sum of 3·3·8 products has at most 21 bits, which FP32 holds.
        var shape = new ConvolutionShape(2, 1, 8, 5, new(9, 7), new(3, 3), new(1, 1), new(1, 1), new(1, 1));
        var arithmetic = new IntegerArithmetic(1, 0, KernelThreads.Single);
        using var input = Operand(shape.Images * shape.Inputs * shape.Input.Area, 8, 1, "input");
        using var weight = Operand(shape.Outputs * shape.Inputs * 9, 8, 1, "weight");
        var result = new float[shape.Images * shape.Outputs * shape.Output.Area];
        new IntegerConvolution(shape, arithmetic).Result(input, weight, result);
        var next = 0;
        new ConvolutionReference(shape, arithmetic.Chain(input, weight)).Result(
            input, weight, (_, exact) => ((double)result[next++]).ShouldBe(exact * Math.Pow(2, input.Exponent + weight.Exponent)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(4, 2)]
    [InlineData(1 << 15, 2)]
    public void A_chain_that_overflows_wraps_around_and_is_counted(int length, int overflowing)
    {
        // Two of these products fit into 31 bits by a little, three do not.
        const long Square = 32767L * 32767L;
        using var input = IntegerOperand.Quantise([32767, 32767, 32767, 32767], 16);
        using var weight = IntegerOperand.Quantise([32767, 32767, 32767, 32767, -32767, -32767, -32767, -32767], 16);
        var arithmetic = new IntegerArithmetic(0, length, KernelThreads.Single);
        var result = new float[2];
        new IntegerLinear(1, 4, 2, arithmetic).Result(input, weight, result);
        var expected = length == 2 ? 2 * (float)(2 * Square) : (4 * Square) - (1L << 32);
        result.ShouldBe([expected, -expected]);
        arithmetic.Overflows.ShouldBe(overflowing);
    }

    [Fact]
    public void Without_headroom_products_are_taken_one_at_a_time()
    {
        // Two of these make 2³¹, one more than INT32 holds.
        var numbers = Enumerable.Repeat(-32768f, 3).Append(-16384f).ToArray();
        using var operand = IntegerOperand.Quantise(numbers, 16);
        // The rule of the exponent never uses −2^(P−1), so it is put there.
        Array.Fill(operand.Mantissas, short.MinValue, 0, 4);
        foreach (var instructions in IntegerInstructionSets.Available)
        {
            var arithmetic = new IntegerArithmetic(0, 0, KernelThreads.Single, instructions);
            var result = new float[1];
            new IntegerLinear(1, 4, 1, arithmetic).Result(operand, operand, result);
            result[0].ShouldBe(MathF.Pow(2, 32 + (2 * operand.Exponent)));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_makes_the_result_nan(float value)
    {
        using var input = IntegerOperand.Quantise([1, value, 2], 15);
        using var weight = IntegerOperand.Quantise([1, 2, 3], 15);
        var result = new float[1];
        new IntegerLinear(1, 3, 1, new(1, 0, KernelThreads.Single)).Result(input, weight, result);
        result[0].ShouldBe(float.NaN);
    }

    private static void Check(int length, Compute compute, Action<ConvolutionReference.Visit> reference, IntegerOperand one, IntegerOperand other)
    {
        var actual = new float[length];
        compute(actual);
        var next = 0;
        reference((expected, _) =>
        {
            if (actual[next] != expected)
                Assert.Fail($"Element {next} is {actual[next]:R} instead of {expected:R}; {one.Bits} × {other.Bits} bits.");
            next++;
        });
        next.ShouldBe(length);
    }

    private static ConvolutionShape RandomShape(int seed)
    {
        var random = new RandomSequence(new CounterRandom(seed, "shape"));
        int Up(int to) => random.Integer(to) + 1;
        var (kernel, stride, dilation) = (new Plane(Up(4), Up(4)), new Plane(Up(3), Up(3)), new Plane(Up(2), Up(2)));
        var padding = new Plane(Up(4) - 1, Up(4) - 1);
        int Least(int k, int d, int p) => Math.Max(1, ((k - 1) * d) + 1 - (2 * p));
        var input = new Plane(
            Least(kernel.Height, dilation.Height, padding.Height) + Up(7) - 1, Least(kernel.Width, dilation.Width, padding.Width) + Up(19) - 1);
        return new(Up(3), Up(2), Up(5), Up(9), input, kernel, stride, padding, dilation);
    }

    private static IntegerOperand Operand(int length, int bits, int seed, string name)
    {
        var values = new float[length];
        new CounterRandom(seed, name).FillNormal(values);
        return IntegerOperand.Quantise(values, bits);
    }

    private delegate void Compute(Span<float> result);
}
