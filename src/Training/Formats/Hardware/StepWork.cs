using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mantissa.Training.Formats.Hardware;

/// <summary>What one convolution or fully-connected layer does in one training step, over all calls of the same shape.</summary>
/// <param name="Layer">Its kind and shapes, e.g. <c>Conv2d 16→32 3×3, 32×32→16×16</c>.</param>
/// <param name="Macs">Multiply-accumulate operations of one pass over the batch; each of the three passes has as many.</param>
/// <param name="Inputs">Values that it reads in the forward pass, the whole batch.</param>
/// <param name="Weights">Values of its weights.</param>
/// <param name="Outputs">Values that it writes in the forward pass, the whole batch.</param>
/// <param name="Forward">Forward passes in a step.</param>
/// <param name="InputGradients">Passes that give the gradient of the input.</param>
/// <param name="WeightGradients">Passes that give the gradient of the weights.</param>
public sealed record LayerWork(
    string Layer, long Macs, long Inputs, long Weights, long Outputs, double Forward, double InputGradients, double WeightGradients);

/// <summary>Values that kernels between the products write in a step: normalisation, activation functions, pooling, additions.</summary>
/// <param name="Operands">That a convolution or fully-connected layer reads next.</param>
/// <param name="Others">That it does not.</param>
/// <param name="OperandGradients">Of the first, those whose gradient comes back.</param>
/// <param name="OtherGradients">Of the second.</param>
public sealed record ElementwiseWork(double Operands, double Others, double OperandGradients, double OtherGradients);

/// <summary>
/// The arithmetic of one training step of a network, measured on the network itself while it makes its first step; it does not depend on
/// the number format.
/// </summary>
public sealed record StepWork
{
    /// <summary>Under which a run records it as a file, at step 1.</summary>
    public const string FileName = "step-work.json";

    public const long RecordedStep = 1;

    public const string ContentType = "application/json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, NumberHandling = JsonNumberHandling.Strict };

    /// <summary>Training images that the step consumes.</summary>
    public required double Images { get; init; }

    public required IReadOnlyList<LayerWork> Layers { get; init; }

    public required ElementwiseWork Elementwise { get; init; }

    /// <summary>Parameters updated in the step; one that is updated twice counts twice.</summary>
    public required double Parameters { get; init; }

    /// <summary>Values of optimizer state updated with them, e.g. momentum.</summary>
    public required double State { get; init; }

    /// <summary>Multiply-accumulate operations of all passes.</summary>
    [JsonIgnore]
    public double Macs => Layers.Sum(layer => layer.Macs * (layer.Forward + layer.InputGradients + layer.WeightGradients));

    /// <summary>Those of the forward passes.</summary>
    [JsonIgnore]
    public double ForwardMacs => Layers.Sum(layer => layer.Macs * layer.Forward);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; <see langword="null"/> when it is something else.</summary>
    public static StepWork? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<StepWork>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
