using Mantissa.Catalogue;

namespace Mantissa.Training.Checkpoints;

/// <summary>A checkpoint that was read and fits the run that wants to continue from it.</summary>
public sealed class Checkpoint
{
    private Checkpoint(CheckpointHeader header, SafeTensorsFile file)
    {
        Header = header;
        File = file;
    }

    public CheckpointHeader Header { get; }

    public SafeTensorsFile File { get; }

    /// <summary>Reads a checkpoint and checks that it belongs to this run.</summary>
    /// <exception cref="TrainingInputException">It is broken, of another version, or of another model, specification or dataset.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> content, RunSpecification specification, string datasetHash)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var file = SafeTensorsReader.Read(content);
        var header = CheckpointHeader.Of(file);
        if (header.Model != specification.Model)
            throw SafeTensorsReader.Bad($"it is of the model '{header.Model}', and this run trains '{specification.Model}'");
        if (header.Specification != SpecificationHash.Of(specification))
            throw SafeTensorsReader.Bad("it is of a run with other options, another format, dataset or seed");
        if (header.Dataset != datasetHash)
            throw SafeTensorsReader.Bad("the images of the dataset have changed since it was written");
        if (header.Step < 0 || !double.IsFinite(header.Epoch) || header.Epoch < 0)
            throw SafeTensorsReader.Bad($"it claims to be at step {header.Step}, epoch {header.Epoch}");
        return new Checkpoint(header, file);
    }
}
