namespace Mantissa.Training.Datasets.Mnist;

/// <summary>Handwritten digits: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998.</summary>
public sealed class MnistDataset : IdxDataset
{
    private protected override string Name => "mnist";

    private protected override string Title => "MNIST";

    private protected override string Summary => "70,000 handwritten digits in grey; downloaded, or given as IDX files.";

    private protected override IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private protected override bool KeepsClassMirrored => false;

    private protected override string Home => "https://storage.googleapis.com/cvdf-datasets/mnist";

    private protected override IReadOnlyList<string> Hashes { get; } =
    [
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    ];
}
