namespace Mantissa.Training.Formats.Hardware;

/// <summary>
/// Time, energy and memory traffic of one training step in a number format: an estimate from published costs of operations, not a
/// measurement. <c>docs/hardware-estimate.md</c> has the formulas, the assumptions and what is left out.
/// </summary>
/// <param name="Seconds">Of one step.</param>
/// <param name="ComputeSeconds">Of them, in kernels that the arithmetic limits; in the others memory does.</param>
/// <param name="ArithmeticJoules">Energy of arithmetic.</param>
/// <param name="SramJoules">Energy of reading operands beside the array.</param>
/// <param name="DramJoules">Energy of memory traffic.</param>
/// <param name="Bytes">Memory traffic.</param>
public sealed record HardwareEstimate(
    double Seconds, double ComputeSeconds, double ArithmeticJoules, double SramJoules, double DramJoules, double Bytes)
{
    private const double FloatBits = 32;
    private const double Picojoule = 1e-12;

    public double Joules => ArithmeticJoules + SramJoules + DramJoules;

    public static HardwareEstimate Of(StepWork work, FormatHardware format, Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(accelerator);
        var sum = new Sum(format, accelerator);
        // What products read is in the format; what they and the kernels between them write is, unless only operands are; and what the
        // optimizer keeps is, if everything is.
        var operand = format.BitsInMemory;
        var result = format.Kept == KeptInFormat.Operands ? FloatBits : operand;
        var kept = format.Kept == KeptInFormat.Everything ? operand : FloatBits;
        foreach (var layer in work.Layers)
        {
            sum.Product(layer.Forward, layer.Macs, ((layer.Inputs + layer.Weights) * operand) + (layer.Outputs * result), layer.Outputs);
            sum.Product(layer.InputGradients, layer.Macs, ((layer.Outputs + layer.Weights) * operand) + (layer.Inputs * result), layer.Inputs);
            sum.Product(layer.WeightGradients, layer.Macs, ((layer.Outputs + layer.Inputs) * operand) + (layer.Weights * result), layer.Weights);
        }

        // Forward reads and writes a value; backward reads a gradient and the saved value, and writes a gradient that a product reads.
        var between = work.Elementwise;
        sum.Elementwise(between.Operands, result + operand);
        sum.Elementwise(between.Others, result + result);
        sum.Elementwise(between.OperandGradients, result + operand + operand);
        sum.Elementwise(between.OtherGradients, result + result + operand);
        // The optimizer reads a gradient and reads and writes the weight; where it keeps a master copy it writes the weight in the format, too.
        sum.Elementwise(work.Parameters, result + (2 * kept) + (format.Kept == KeptInFormat.Everything ? 0 : operand));
        sum.Elementwise(work.State, 2 * kept);
        return sum.Result;
    }

    /// <summary>Adds kernel after kernel.</summary>
    private sealed class Sum(FormatHardware format, Accelerator accelerator)
    {
        private readonly double _peak = accelerator.Peak(format);
        private double _seconds, _computeSeconds, _arithmetic, _sram, _bits;

        public HardwareEstimate Result => new(
            _seconds, _computeSeconds, _arithmetic * Picojoule, _sram * Picojoule, _bits * OperationCosts.DramBit * Picojoule, _bits / 8);

        /// <param name="passes">How often.</param>
        /// <param name="macs">Operations of a pass.</param>
        /// <param name="bits">Memory traffic of a pass.</param>
        /// <param name="stored">Values that a pass stores.</param>
        public void Product(double passes, double macs, double bits, double stored)
        {
            var (compute, memory) = (macs / _peak, Transfer(bits));
            _seconds += passes * Math.Max(compute, memory);
            _computeSeconds += compute >= memory ? passes * compute : 0;
            _arithmetic += passes * ((macs * OperationCosts.MacEnergy(format)) + (stored * OperationCosts.StoreEnergy(format)));
            // Two operands an operation, each read once for a row or column of the array.
            _sram += passes * macs * 2 * format.BitsInMemory / accelerator.ArraySide * OperationCosts.SramBit;
            _bits += passes * bits;
        }

        /// <summary>Kernels that do an FP32 multiplication and addition for each value: memory limits them.</summary>
        public void Elementwise(double values, double bits)
        {
            _seconds += values * Transfer(bits);
            _arithmetic += values * (OperationCosts.FloatMultiply + OperationCosts.FloatAdd + OperationCosts.StoreEnergy(format));
            _bits += values * bits;
        }

        private double Transfer(double bits) => bits / 8 / (accelerator.Bandwidth * 1e9);
    }
}
