using System.Globalization;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Web.Formatting;

namespace Mantissa.Web.Submission;

/// <summary>
/// The state of the form for a run or a comparison: which models, formats and seeds, and the options of each. One cell of the grid is
/// a run; more are a comparison. Errors come from the same validator as the API's.
/// </summary>
public sealed class SubmissionForm
{
    /// <summary>What is compared with the reference until somebody chooses otherwise.</summary>
    private const string FirstChoice = "flex16+5";

    private readonly HashSet<string> _touched = [];
    private Resolution<IReadOnlyList<RunSpecification>>? _resolution;
    private bool _showAll;

    public SubmissionForm(CatalogueDocument catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Catalogue = catalogue;
        if (catalogue.Models.Count > 0)
            Members.Add(new(catalogue.Models[0], catalogue));
        Formats.AddRange(OfferedFormats.OrderBy(name => name != FormatPalette.Reference).ThenBy(name => name != FirstChoice).Take(2));
        FormatOptions = MakeFormatOptions();
    }

    public CatalogueDocument Catalogue { get; }
    public string Name { get; private set; } = "";
    public List<MemberForm> Members { get; } = [];
    public List<string> Formats { get; } = [];
    public OptionForm FormatOptions { get; private set; }
    public string Seeds { get; private set; } = "1";
    public string Baseline { get; private set; } = "fp32";
    public string Queue { get; private set; } = "cpu";

    /// <summary>Sent with the submission. It changes with the form, so that a second click repeats and an edited form does not.</summary>
    public string IdempotencyKey { get; private set; } = NewKey();

    /// <summary>The members of the families that are worth offering, the reference first.</summary>
    public IEnumerable<string> OfferedFormats => Catalogue.Formats
        .SelectMany(f => f.Offered.Count > 0 ? f.Offered : [f.Name])
        .Concat(Formats)
        .Distinct()
        .OrderBy(name => name != "fp32");

    /// <summary>The runs that would be submitted, or everything that is wrong.</summary>
    public Resolution<IReadOnlyList<RunSpecification>> Resolution => _resolution ??= Resolve();

    /// <summary>Size of the grid, errors or not.</summary>
    public int RunCount => Members.Count * Formats.Count * SeedCount;

    public int SeedCount => SeedList.TryParse(Seeds, out var seeds, out _) ? seeds.Count : 0;

    /// <summary>What is wrong with a field, once the person has been there or has tried to submit.</summary>
    public string? ErrorFor(string field) =>
        _showAll || _touched.Contains(field)
            ? Resolution.Errors.FirstOrDefault(e => e.Field == field || (field == "formats" && e.Field == "baseline"))?.Message
            : null;

    /// <summary>Errors of what the form has no field for, so that none is ever hidden.</summary>
    public IEnumerable<FieldError> OtherErrors() => _showAll ? Resolution.Errors.Where(e => !FieldPaths.Contains(e.Field)) : [];

    public void ShowAllErrors() => _showAll = true;

    public void ToggleModel(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (Members.RemoveAll(m => m.Model.Name == model.Name) == 0)
        {
            Members.Add(new(model, Catalogue));
            Members.Sort((a, b) => Position(a).CompareTo(Position(b)));
        }

        Changed("models");
    }

    public void ToggleFormat(string format)
    {
        if (!Formats.Remove(format))
            Formats.Add(format);
        if (!Formats.Contains(Baseline) && Formats.Count > 0)
            Baseline = Formats.Contains("fp32") ? "fp32" : Formats[0];
        KeepFormatOptions();
        Changed("formats");
    }

    /// <summary>Adds a member of a family by its name, e.g. <c>flex12+5</c>; what is wrong with it, when something is.</summary>
    public string? AddFormat(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var format = name.Trim();
        if (format.Length == 0)
            return null;
        if (Catalogue.Format(format) is null)
            return $"There is no format '{format}'. Families: {string.Join(", ", Catalogue.Formats.Select(f => f.Family))}.";
        if (!Formats.Contains(format))
            ToggleFormat(format);
        return null;
    }

    public void SetName(string value) => Set("name", () => Name = value);

    public void SetSeeds(string value) => Set("seeds", () => Seeds = value);

    public void SetBaseline(string value) => Set("baseline", () => Baseline = value);

    public void SetQueue(string value) => Set("queue", () => Queue = value);

    public void SetOption(OptionField field, string path, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        Set(path, () =>
        {
            field.Text = value;
            Members.ForEach(member => member.FollowVariant());
        });
    }

    public void ApplyPreset(MemberForm member, Preset preset)
    {
        ArgumentNullException.ThrowIfNull(member);
        Set("", () => member.Apply(preset));
    }

    /// <summary>Turns the form into one for runs that start from a checkpoint, with the values of the run that wrote it.</summary>
    /// <returns>False when no worker knows the model any more.</returns>
    public bool StartFrom(RunSpecification source, Guid checkpoint)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Catalogue.Model(source.Model) is not { } model)
            return false;
        Members.Clear();
        Members.Add(new(model, Catalogue));
        Members[0].Start(source, checkpoint);
        Changed("models");
        return true;
    }

    /// <summary>Fills the form with all that a run was submitted with; sent as it is, it makes the same run again.</summary>
    /// <returns>False when no worker knows the model any more.</returns>
    public bool Clone(RunSpecification source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Catalogue.Model(source.Model) is not { } model)
            return false;
        Members.Clear();
        Members.Add(new(model, Catalogue));
        Members[0].Start(source, source.StartFrom);
        Formats.Clear();
        Formats.Add(source.Format);
        FormatOptions = MakeFormatOptions();
        FormatOptions.Reset(source.FormatOptions);
        (Baseline, Queue, Seeds) = (source.Format, source.Queue, source.Seed.ToString(CultureInfo.InvariantCulture));
        Changed("models");
        return true;
    }

    public void StartAnew(MemberForm member)
    {
        ArgumentNullException.ThrowIfNull(member);
        Set("", member.StartAnew);
    }

    public void ChooseDataset(MemberForm member, string dataset)
    {
        ArgumentNullException.ThrowIfNull(member);
        Set($"models[{Members.IndexOf(member)}].dataset", () => member.ChooseDataset(dataset));
    }

    public ComparisonSpecification ToComparison() => new()
    {
        Name = Name.Trim() is { Length: > 0 } name ? name : null,
        Models = Members.Select(m => m.ToMember()).ToList(),
        Formats = [.. Formats],
        FormatOptions = FormatOptions.Values(),
        Seeds = SeedList.TryParse(Seeds, out var seeds, out _) ? seeds : [],
        Baseline = Baseline,
        Device = Queue == "gpu" ? "cuda" : "cpu",
        Queue = Queue,
    };

    private Resolution<IReadOnlyList<RunSpecification>> Resolve() =>
        SeedList.TryParse(Seeds, out _, out var problem)
            ? ComparisonGrid.Expand(ToComparison(), Catalogue)
            : new(null, [new("seeds", Seeds, problem!)]);

    private IEnumerable<string> FieldPaths => Members
        .SelectMany((member, i) => Paths($"models[{i}].modelOptions", member.ModelOptions)
            .Concat(Paths($"models[{i}].datasetOptions", member.DatasetOptions))
            .Concat(Paths($"models[{i}].training", member.Training))
            .Append($"models[{i}].dataset"))
        .Concat(Paths("formatOptions", FormatOptions))
        .Concat(["models", "formats", "baseline", "seeds", "name", "queue"]);

    private static IEnumerable<string> Paths(string section, OptionForm options) => options.Fields.Select(f => $"{section}.{f.Schema.Name}");

    private void Set(string field, Action change)
    {
        change();
        Changed(field);
    }

    private void Changed(string field)
    {
        _touched.Add(field);
        _resolution = null;
        IdempotencyKey = NewKey();
    }

    private void KeepFormatOptions()
    {
        var values = FormatOptions.Values();
        FormatOptions = MakeFormatOptions();
        FormatOptions.Reset(values);
    }

    private OptionForm MakeFormatOptions() => new(
        Formats.Select(Catalogue.Format).OfType<FormatEntry>().SelectMany(f => f.Parameters).DistinctBy(p => p.Name).ToList(), null);

    private int Position(MemberForm member) => Catalogue.Models.TakeWhile(m => m.Name != member.Model.Name).Count();

    private static string NewKey() => Guid.CreateVersion7().ToString("N");
}
