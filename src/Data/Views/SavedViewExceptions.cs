using Mantissa.Catalogue.Validation;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Views;

/// <summary>A draft breaks a rule; nothing was saved.</summary>
public sealed class SavedViewInvalidException(IReadOnlyList<FieldError> errors)
    : RefusedException(errors?.Count == 1 ? errors[0].Message : $"{errors?.Count} fields of the view are wrong: {errors?[0].Message}")
{
    public IReadOnlyList<FieldError> Errors => errors;
}

/// <summary>Somebody else saved the view since it was read; nothing was saved.</summary>
public sealed class SavedViewConflictException(SavedView current)
    : RefusedException($"The view '{current?.Name}' was changed meanwhile: it is at version {current?.Version}. Open it again, then repeat your change, or save yours as another view.")
{
    /// <summary>As it is now.</summary>
    public SavedView Current => current;
}

/// <summary>There is no such view.</summary>
public sealed class SavedViewNotFoundException(string id) : RefusedException($"There is no view '{id}'. It may have been deleted.")
{
    public string Id => id;
}
