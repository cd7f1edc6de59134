using Mantissa.Training.Datasets.Downloads;

namespace Mantissa.Training.Datasets.Cifar;

/// <summary>CIFAR-100: a hundred fine classes in twenty coarse ones.</summary>
public sealed class Cifar100Dataset : CifarDataset<Cifar100Options>
{
    private protected override string Name => "cifar100";

    private protected override string Title => "CIFAR-100";

    private protected override string Summary => "60,000 photographs of 32 px in 100 classes, or in 20; downloaded, or given in the binary version.";

    private protected override PublishedFile Published { get; } = new(
        "cifar100", "cifar-100-binary.tar.gz", "https://www.cs.toronto.edu/~kriz",
        "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec");

    private protected override CifarVariant Variant(Cifar100Options options) =>
        options.Labels == CifarLabels.Coarse ? CifarVariant.Cifar100Coarse : CifarVariant.Cifar100;
}
