using Mantissa.Training.Datasets.Downloads;

namespace Mantissa.Training.Datasets.Cifar;

/// <summary>CIFAR-10: ten classes of animals and vehicles.</summary>
public sealed class Cifar10Dataset : CifarDataset<CifarOptions>
{
    private protected override string Name => "cifar10";

    private protected override string Title => "CIFAR-10";

    private protected override string Summary => "60,000 photographs of 32 px in ten classes; downloaded, or given in the binary version.";

    private protected override PublishedFile Published { get; } = new(
        "cifar10", "cifar-10-binary.tar.gz", "https://www.cs.toronto.edu/~kriz",
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");

    private protected override CifarVariant Variant(CifarOptions options) => CifarVariant.Cifar10;
}
