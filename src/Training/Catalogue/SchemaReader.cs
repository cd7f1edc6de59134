using System.Reflection;
using System.Text.Json;
using Mantissa.Catalogue;

namespace Mantissa.Training.Catalogue;

/// <summary>Derives the parameter schema that forms and validation use from an options record, so that the two cannot disagree.</summary>
public static class SchemaReader
{
    /// <summary>The parameters of <paramref name="options"/>, in the order of its properties.</summary>
    /// <param name="options">A record with a public parameterless constructor.</param>
    /// <param name="roots">Folders for <see cref="DataPathAttribute"/> parameters.</param>
    /// <exception cref="InvalidOperationException">The record is written wrongly: a property type that no parameter kind fits.</exception>
    public static IReadOnlyList<ParameterSchema> Read(Type options, IReadOnlyList<string>? roots = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var defaults = Activator.CreateInstance(options)!;
        return [.. Properties(options).Select(property => Describe(property.Property, property.Attribute, defaults, roots))];
    }

    internal static IEnumerable<(PropertyInfo Property, ParameterAttribute Attribute)> Properties(Type options) =>
        // A derived record lists its base record's parameters first.
        options.GetProperties()
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<ParameterAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .OrderBy(pair => Depth(pair.Property.DeclaringType!))
            .ThenBy(pair => pair.Property.MetadataToken)
            .Select(pair => (pair.Property, pair.Attribute!));

    internal static string Key(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    internal static ParameterSchema Describe(
        PropertyInfo property, ParameterAttribute attribute, object defaults, IReadOnlyList<string>? roots = null)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isPath = property.IsDefined(typeof(DataPathAttribute));
        var value = property.GetValue(defaults);
        return new ParameterSchema
        {
            Name = Key(property),
            Label = attribute.Label,
            Help = attribute.Help,
            Kind = isPath ? ParameterKind.Path : property.IsDefined(typeof(UploadedSetAttribute)) ? ParameterKind.UploadedSet : attribute.Choices is not null ? ParameterKind.Choice : Kind(property, type),
            Default = value is null ? null : JsonSerializer.SerializeToElement(value, type, CatalogueJson.Options),
            Required = attribute.Required,
            Unit = attribute.Unit,
            Minimum = Given(attribute.Minimum),
            Maximum = Given(attribute.Maximum),
            Step = Given(attribute.Step),
            Choices = type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)] : attribute.Choices,
            Roots = isPath ? roots ?? [] : null,
            Group = attribute.Group,
        };
    }

    private static double? Given(double value) => double.IsNaN(value) ? null : value;

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    private static ParameterKind Kind(PropertyInfo property, Type type) =>
        type == typeof(int) || type == typeof(long) ? ParameterKind.Integer
        : type == typeof(double) || type == typeof(float) ? ParameterKind.Number
        : type == typeof(bool) ? ParameterKind.Boolean
        : type.IsEnum ? ParameterKind.Choice
        : type == typeof(string) ? ParameterKind.Text
        : throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has type {type}, which no parameter kind fits.");
}
