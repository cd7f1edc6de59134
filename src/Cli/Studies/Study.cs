using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mantissa.Catalogue;
using Mantissa.Data.Comparisons;

namespace Mantissa.Cli.Studies;

/// <summary>
/// An experiment of this project's own: ordinary runs of the platform, and a document that is written from them. It can be stopped and
/// started again at any time; what is trained stays trained.
/// </summary>
internal abstract class Study
{
    /// <summary>How <c>mantissa bench</c> calls it; the document is <c>docs/&lt;name&gt;.md</c>.</summary>
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract string Title { get; }

    /// <summary>Markdown between the title and the figures: what was done and why.</summary>
    public abstract string Introduction { get; }

    /// <summary>The metrics that each model's section draws, where the model has them.</summary>
    public abstract IReadOnlyList<string> Drawn { get; }

    /// <param name="catalogue">What the worker offers.</param>
    /// <param name="images">Path of the CIFAR-10 images on the worker, or <see langword="null"/> where it has none.</param>
    public abstract ComparisonSpecification Create(CatalogueDocument catalogue, string? images);

    /// <summary>Markdown after the verdicts: what they say, made from them; empty where the figures stand for themselves.</summary>
    public virtual string Findings(ParityTable parity) => "";

    /// <summary>The same for the same runs, so that a study that is started again finds what it has.</summary>
    public static string KeyOf(string name, ComparisonSpecification comparison) =>
        $"study-{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(comparison, CatalogueJson.Options))))}";

    public static IReadOnlyList<Study> All() =>
    [
        .. typeof(Study).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Study)))
            .Select(type => (Study)Activator.CreateInstance(type)!)
            .OrderBy(study => study.Name, StringComparer.Ordinal),
    ];
}
