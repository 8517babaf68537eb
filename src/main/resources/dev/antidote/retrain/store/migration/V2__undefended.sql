-- What the undefended model in the bundle said, of samples that it was asked about.
alter table sample add column undefended_label varchar(400);
alter table sample add column ablation double precision;
