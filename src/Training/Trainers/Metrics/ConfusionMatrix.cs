using System.Text.Json;
using TorchSharp;

namespace Mantissa.Training.Trainers.Metrics;

/// <summary>
/// How often images of each class were taken for each class. As JSON: <c>classes</c>, their names, and <c>counts</c>, one row for each
/// true class with one number for each predicted one.
/// </summary>
internal sealed class ConfusionMatrix(IReadOnlyList<string> classNames)
{
    public const string FileName = "confusion-matrix.json";
    public const string ContentType = "application/json";

    private readonly long[,] _counts = new long[classNames.Count, classNames.Count];

    /// <param name="labels">True classes (N).</param>
    /// <param name="predicted">Predicted classes (N).</param>
    public void Add(torch.Tensor labels, torch.Tensor predicted)
    {
        using var scope = torch.NewDisposeScope();
        var (truth, guess) = (labels.cpu().data<long>(), predicted.cpu().data<long>());
        for (var i = 0L; i < truth.Count; i++)
            _counts[truth[i], guess[i]]++;
    }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("classes");
            foreach (var name in classNames)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteStartArray("counts");
            for (var row = 0; row < classNames.Count; row++)
            {
                json.WriteStartArray();
                for (var column = 0; column < classNames.Count; column++)
                    json.WriteNumberValue(_counts[row, column]);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
