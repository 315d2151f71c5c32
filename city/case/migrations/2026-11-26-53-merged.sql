create index case_merged on city.case (district_id, merged_into) where merged_into is not null;
