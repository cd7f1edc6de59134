using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Hardware;

namespace Mantissa.Training.Formats;

/// <summary>
/// A family of number formats: what its catalogue entry says and how it stores tensors. One subclass per family, in its own file or
/// folder, found by discovery; the class itself is immutable and needs a public parameterless constructor.
/// </summary>
public abstract class NumberFormat
{
    /// <summary>Name, family, parameters and documentation: everything that a person needs to choose and understand it.</summary>
    public abstract FormatEntry Entry { get; }

    /// <summary>All state that one training session keeps for the format.</summary>
    /// <param name="numbers">The numbers in the format's name, in the order of <see cref="FormatEntry.Numbers"/>.</param>
    /// <param name="options">The specification's <c>formatOptions</c>; values left out take their defaults.</param>
    /// <param name="seed">The run's seed; only formats that round stochastically use it.</param>
    /// <exception cref="TrainingInputException">An option is unknown or out of range.</exception>
    public abstract FormatSession CreateSession(IReadOnlyList<int> numbers, JsonObject options, long seed);

    /// <summary>What hardware that computes in the format multiplies and moves.</summary>
    /// <param name="numbers">The numbers in the format's name.</param>
    public abstract FormatHardware Hardware(IReadOnlyList<int> numbers);

    /// <summary>
    /// Stores one tensor that was never stored before, in managed code alone: what calculators show, in processes without a tensor library.
    /// </summary>
    /// <inheritdoc cref="CreateSession"/>
    /// <param name="numbers">The numbers in the format's name.</param>
    /// <param name="options">The specification's <c>formatOptions</c>.</param>
    /// <param name="values">The tensor.</param>
    /// <param name="seed">Of stochastic rounding.</param>
    public abstract CalculatedTensor Calculate(IReadOnlyList<int> numbers, JsonObject options, ReadOnlySpan<float> values, long seed);
}
