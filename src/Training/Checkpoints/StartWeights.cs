using Mantissa.Catalogue;

namespace Mantissa.Training.Checkpoints;

/// <summary>The weights and buffers of another run's checkpoint, for a run to start from; everything else of it is left aside.</summary>
public sealed class StartWeights
{
    private const string Field = "startFrom";

    private readonly SafeTensorsFile _file;
    private readonly HashSet<string> _untaken;

    private StartWeights(CheckpointHeader header, SafeTensorsFile file)
    {
        (Header, _file) = (header, file);
        _untaken = [.. header.Weights];
    }

    public CheckpointHeader Header { get; }

    /// <summary>Reads a checkpoint of a run of the same model; format, data and recipe may be others.</summary>
    /// <exception cref="TrainingInputException">It is broken, of another version, or of another model.</exception>
    public static StartWeights Read(ReadOnlyMemory<byte> content, RunSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return Blaming(() =>
        {
            var file = SafeTensorsReader.Read(content);
            var header = CheckpointHeader.Of(file);
            if (header.Model != specification.Model)
                throw SafeTensorsReader.Bad($"it is of the model '{header.Model}', and this run trains '{specification.Model}'");
            return new StartWeights(header, file);
        });
    }

    /// <summary>Gives a network its weights.</summary>
    /// <exception cref="TrainingInputException">One is missing or has another shape.</exception>
    internal void CopyTo(IReadOnlyCollection<(string Name, TorchSharp.torch.Tensor Tensor)> network)
    {
        Blaming(() =>
        {
            NamedTensors.Restore(network, _file);
            return true;
        });
        _untaken.ExceptWith(network.Select(pair => pair.Name));
    }

    /// <exception cref="TrainingInputException">There are weights that none of the networks took.</exception>
    internal void RequireAllTaken() => Blaming(() =>
        _untaken.Count == 0 ? true : throw SafeTensorsReader.Bad($"it has a tensor '{_untaken.Order(StringComparer.Ordinal).First()}' that this model does not"));

    private static T Blaming<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TrainingInputException exception) when (exception.Field != Field)
        {
            throw new TrainingInputException(Field, exception.Message, exception);
        }
    }
}
