using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;

namespace Mantissa.Training.Tests.Formats.Hardware;

public sealed class HardwareEstimateTests
{
    public static TheoryData<string> Offered => FormatSessions.Offered;

    [Theory]
    [MemberData(nameof(Offered))]
    public void Every_format_says_what_hardware_it_needs(string name)
    {
        var hardware = NumberFormats.Hardware(name)!;
        var entry = NumberFormats.Find(name);
        if (name == entry.Name)
            hardware.Bits.ShouldBe(entry.BitsPerValue);
        hardware.Precision.ShouldBeInRange(2, hardware.Bits);
        (hardware.Shared == SharedScale.None).ShouldBe(hardware.ScaleBits == 0);
        OperationCosts.MacEnergy(hardware).ShouldBeInRange(0.1, 4.6001);
    }

    [Fact]
    public void A_format_that_is_not_there_has_none() => NumberFormats.Hardware("posit16").ShouldBeNull();

    /// <summary>The table of Horowitz 2014, which interpolation has to give back.</summary>
    [Theory]
    [InlineData(Multiplier.Integer, 8, 0.2 + 0.1, 282 + 137)]
    [InlineData(Multiplier.FloatingPoint, 11, 1.1 + 0.9, 1640 + 4184)]
    [InlineData(Multiplier.FloatingPoint, 24, 3.7 + 0.9, 7700 + 4184)]
    public void Published_widths_cost_what_is_published(Multiplier multiplier, int precision, double picojoules, double squareMicrometres)
    {
        var format = new FormatHardware(multiplier, precision, 32, KeptInFormat.Everything);
        OperationCosts.MacEnergy(format).ShouldBe(picojoules, 1e-9);
        OperationCosts.MacArea(format).ShouldBe(squareMicrometres, 1e-6);
    }

    [Fact]
    public void Between_them_a_multiplier_grows_with_about_the_square_of_its_width()
    {
        static double Multiply(int bits) => OperationCosts.MacEnergy(new(Multiplier.Integer, bits, bits, KeptInFormat.Everything)) - 0.1;
        (Multiply(16) / Multiply(8)).ShouldBe(Math.Sqrt(3.1 / 0.2), 1e-9);
        (Multiply(12) / Multiply(8)).ShouldBe(2.25, 0.03);
    }

    /// <summary>The example of docs/hardware-estimate.md, step by step.</summary>
    [Fact]
    public void The_worked_example_is_right()
    {
        // A fully-connected layer 256 → 128 at batch 64, trained with momentum, whose input needs no gradient; ReLU behind it.
        var work = new StepWork
        {
            Images = 64,
            Layers = [new("Linear 256→128, batch 64", 64 * 256 * 128, 64 * 256, 256 * 128, 64 * 128, 1, 0, 1)],
            Elementwise = new(64 * 128, 0, 64 * 128, 0),
            Parameters = 256 * 128,
            State = 256 * 128,
        };
        const double Macs = 2_097_152, Inputs = 16_384, Weights = 32_768, Outputs = 8_192;

        var fp32 = HardwareEstimate.Of(work, NumberFormats.Hardware("fp32")!, new Accelerator());
        const double Values = (2 * (Inputs + Weights + Outputs)) + (2 * Outputs) + (3 * Outputs) + (3 * Weights) + (2 * Weights);
        fp32.Bytes.ShouldBe(4 * Values, 1e-6);
        // Forward and gradient of the weights: 2.1 µs of arithmetic at 1.024 TMAC/s, 2.3 µs of traffic at 100 GB/s.
        (Macs / 1.024e12).ShouldBe(2.048e-6, 1e-12);
        fp32.Seconds.ShouldBe(4 * Values / 100e9, 1e-15);
        fp32.ComputeSeconds.ShouldBe(0);
        fp32.ArithmeticJoules.ShouldBe(((2 * Macs * 4.6) + ((2 * Outputs) + (2 * Weights)) * 4.6) * 1e-12, 1e-15);
        fp32.SramJoules.ShouldBe(2 * Macs * 2 * 32 / 32.0 * (10.0 / 64) * 1e-12, 1e-15);
        fp32.DramJoules.ShouldBe(32 * Values * (1300.0 / 64) * 1e-12, 1e-15);

        var flex = HardwareEstimate.Of(work, NumberFormats.Hardware("flex16+5")!, new Accelerator());
        flex.Bytes.ShouldBe(fp32.Bytes / 2, 1e-6);
        var multiply = 0.2 * Math.Sqrt(15.5);
        var stores = Outputs + Weights + (2 * Outputs) + (2 * Weights);
        flex.ArithmeticJoules.ShouldBe(((2 * Macs * (multiply + 0.1)) + (((2 * Outputs) + (2 * Weights)) * 4.6) + (stores * 0.1)) * 1e-12, 1e-15);
        flex.SramJoules.ShouldBe(fp32.SramJoules / 2, 1e-15);

        // Only operands are in DFP: what is written, and the updates, are FP32.
        var dfp = HardwareEstimate.Of(work, NumberFormats.Hardware("dfp16")!, new Accelerator());
        const double Bits = (16 * (Inputs + Weights)) + (32 * Outputs) + (16 * (Outputs + Inputs)) + (32 * Weights)
            + (Outputs * (32 + 16)) + (Outputs * (32 + 16 + 16)) + (Weights * (32 + 64 + 16)) + (Weights * 64);
        dfp.Bytes.ShouldBe(Bits / 8, 1e-6);
    }

    [Fact]
    public void A_slow_array_is_limited_by_arithmetic_and_a_small_format_gets_more_units()
    {
        var work = new StepWork
        {
            Images = 1, Layers = [new("Linear", 1_000_000_000, 1000, 1000, 1000, 1, 1, 1)], Elementwise = new(0, 0, 0, 0), Parameters = 0, State = 0,
        };
        var machine = new Accelerator { ArraySide = 8, Frequency = 0.5, Bandwidth = 1000 };
        var fp32 = HardwareEstimate.Of(work, NumberFormats.Hardware("fp32")!, machine);
        fp32.Seconds.ShouldBe(3e9 / (64 * 0.5e9), 1e-9);
        fp32.ComputeSeconds.ShouldBe(fp32.Seconds);
        var fp16 = HardwareEstimate.Of(work, NumberFormats.Hardware("fp16")!, machine);
        (fp32.Seconds / fp16.Seconds).ShouldBe((7700.0 + 4184) / (1640 + 4184), 1e-9);
    }

    [Theory]
    [InlineData(3, 1, 100, "array")]
    [InlineData(32, 0, 100, "frequency")]
    [InlineData(32, double.NaN, 100, "frequency")]
    [InlineData(32, 1, 1e9, "bandwidth")]
    public void A_machine_that_cannot_be_is_refused_by_name(int side, double frequency, double bandwidth, string name)
    {
        new Accelerator { ArraySide = side, Frequency = frequency, Bandwidth = bandwidth }.Errors().ShouldHaveSingleItem().Name.ShouldBe(name);
        new Accelerator().Errors().ShouldBeEmpty();
    }
}
